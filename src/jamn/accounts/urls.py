from __future__ import annotations

from django.urls import include, path

from jamn.accounts import views

pages = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/step/", views.two_step, name="two_step"),
    path("sign-in/key-options/", views.key_options, name="key_options"),
    path("sign-in/passkey/", views.passkey, name="passkey"),
    path("sign-in/with/<slug:provider_id>/", views.provider, name="provider"),
    path("sign-in/forgotten/", views.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", views.forgotten_sent, name="forgotten_sent"),
    path("sign-in/password/<str:key>/<str:token>/", views.new_password, name="new_password"),
    path("welcome/<str:key>/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", views.account, name="account"),
    path("account/kept/", views.kept, name="kept"),
    path("account/password/", views.change_password, name="change_password"),
    path("account/sessions/end/", views.end_session, name="end_session"),
    path("account/confirm/", views.confirm, name="confirm"),
    path("account/app/", views.add_app, name="add_app"),
    path("account/keys/", views.add_key, name="add_key"),
    path("account/steps/<int:pk>/remove/", views.remove_step, name="remove_step"),
    path("account/recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("account/recovery-codes.txt", views.recovery_file, name="recovery_file"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
]
urlpatterns = [
    path("", include((pages, "accounts"))),
    # allauth asks for this name when it tells a provider where to send people back to
    path("sign-in/with/<slug:provider_id>/answer/", views.provider_answer, name="openid_connect_callback"),
]
