from __future__ import annotations

from django.urls import path

from jamn.org import views

app_name = "org"
urlpatterns = [
    path("", views.employers, name="employers"),
    path("<int:pk>/", views.employer, name="employer"),
    path("<int:pk>/edit/", views.edit_employer, name="edit_employer"),
    path("<int:pk>/units/", views.units, name="units"),
    path("<int:pk>/units/bring-in/", views.bring_in_units, name="bring_in_units"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/people/<int:person>/", views.person, name="person"),
    path("<int:pk>/people/<int:person>/erase/", views.erase_person, name="erase_person"),
    path("files/<int:pk>/", views.unit_file, name="unit_file"),
    path("files/<int:pk>/throw-away/", views.forget_file, name="forget_file"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/add/", views.add_unit, name="add_unit"),
    path("units/<int:pk>/rename/", views.rename_unit, name="rename_unit"),
    path("units/<int:pk>/move/", views.move_unit, name="move_unit"),
    path("units/<int:pk>/remove/", views.remove_unit, name="remove_unit"),
    path("units/<int:pk>/give-role/", views.give_role, name="give_role"),
    path("roles/<int:pk>/", views.change_role, name="change_role"),
    path("roles/<int:pk>/end/", views.end_role, name="end_role"),
]
