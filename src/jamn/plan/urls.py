from __future__ import annotations

from django.urls import path

from jamn.plan import views

app_name = "plan"
urlpatterns = [
    path("measures/", views.register, name="register"),
    path("measures/choices/<slug:name>/", views.choices, name="choices"),
    path("measures/bulk/", views.bulk, name="bulk"),
    path("measures/bulk/changes/", views.bulk_changes_page, name="bulk_changes"),
    path("measures/bulk/changes/<int:pk>/undo/", views.undo_change, name="undo_change"),
    path("measures/views/", views.saved_views, name="saved_views"),
    path("measures/views/save/", views.save_view, name="save_view"),
    path("measures/views/<int:pk>/", views.saved_view, name="saved_view"),
    path("measures/views/<int:pk>/edit/", views.edit_view, name="edit_view"),
    path("measures/views/<int:pk>/delete/", views.delete_view, name="delete_view"),
    path("measures/<int:pk>/move/", views.move, name="move"),
    path("measures/mine/", views.mine, name="mine"),
    path("measures/<int:pk>/", views.measure, name="measure"),
    path("measures/<int:pk>/edit/", views.edit_measure, name="edit_measure"),
    path("measures/<int:pk>/status/", views.set_status, name="set_status"),
    path("measures/<int:pk>/report/", views.report, name="report"),
    path("measures/<int:pk>/evaluate/", views.evaluate_measure, name="evaluate_measure"),
    path("measures/<int:pk>/move-on/", views.move_on, name="move_on"),
    path("measures/<int:pk>/results/<int:result>/remove/", views.remove_result, name="remove_result"),
    path("measures/<int:pk>/comments/", views.comment, name="comment"),
    path("measures/<int:pk>/comments/<int:comment>/take-back/", views.take_back_comment, name="take_back_comment"),
    path("measures/<int:pk>/links/", views.add_link, name="add_link"),
    path("measures/<int:pk>/links/<int:link>/remove/", views.remove_link, name="remove_link"),
    path("measures/<int:pk>/attachments/", views.attach, name="attach"),
    path("measures/<int:pk>/attachments/<int:attachment>/", views.attachment, name="attachment"),
    path("measures/<int:pk>/attachments/<int:attachment>/remove/", views.remove_attachment, name="remove_attachment"),
    path("risks/<int:pk>/edit/", views.edit_risk, name="edit_risk"),
    path("plans/<int:pk>/", views.plan, name="plan"),
]
