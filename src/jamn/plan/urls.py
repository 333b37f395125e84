from __future__ import annotations

from django.urls import path

from jamn.plan import views

app_name = "plan"
urlpatterns = [
    path("measures/", views.register, name="register"),
    path("measures/<int:pk>/", views.measure, name="measure"),
    path("measures/<int:pk>/edit/", views.edit_measure, name="edit_measure"),
    path("measures/<int:pk>/status/", views.set_status, name="set_status"),
    path("risks/<int:pk>/edit/", views.edit_risk, name="edit_risk"),
    path("plans/<int:pk>/", views.plan, name="plan"),
]
