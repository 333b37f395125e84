from __future__ import annotations

from django.urls import path

from jamn.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("roles/", views.roles, name="roles"),
    path("organisation/<int:pk>/trail/", views.audit_trail, name="trail"),
    path("organisation/<int:pk>/trail.xlsx", views.trail_file, name="trail_file"),
]
