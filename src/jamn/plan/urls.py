from __future__ import annotations

from django.urls import path

from jamn.plan import views

app_name = "plan"
urlpatterns = [
    path("measures/", views.register, name="register"),
    path("measures/<int:pk>/", views.measure, name="measure"),
    path("measures/<int:pk>/edit/", views.edit_measure, name="edit_measure"),
    path("measures/<int:pk>/status/", views.set_status, name="set_status"),
    path("measures/<int:pk>/place/", views.place_measure, name="place_measure"),
    path("measures/<int:pk>/risks/", views.measure_risks, name="measure_risks"),
    path("measures/<int:pk>/take-away/", views.take_away_measure, name="take_away_measure"),
    path("measures/<int:pk>/put-back/", views.put_back_measure, name="put_back_measure"),
    path("measures/<int:pk>/restore/", views.restore_measure, name="restore_measure"),
    path("risks/<int:pk>/edit/", views.edit_risk, name="edit_risk"),
    path("risks/<int:pk>/measures/", views.risk_measures, name="risk_measures"),
    path("risks/<int:pk>/take-away/", views.take_away_risk, name="take_away_risk"),
    path("focus-areas/<int:pk>/", views.focus_area, name="focus_area"),
    path("focus-areas/<int:pk>/move/", views.move_focus_area, name="move_focus_area"),
    path("focus-areas/<int:pk>/take-away/", views.take_away_focus_area, name="take_away_focus_area"),
    path("plans/new/", views.new_plan, name="new_plan"),
    path("plans/<int:pk>/", views.plan, name="plan"),
    path("plans/<int:pk>/edit/", views.edit_plan, name="edit_plan"),
    path("plans/<int:pk>/take-away/", views.take_away_plan, name="take_away_plan"),
    path("plans/<int:pk>/measures/", views.plan_measures, name="plan_measures"),
    path("plans/<int:pk>/measures/new/", views.add_measure, name="add_measure"),
    path("plans/<int:pk>/focus-areas/", views.focus_areas, name="focus_areas"),
    path("plans/<int:pk>/focus-areas/assign/", views.assign_measures, name="assign_measures"),
    path("plans/<int:pk>/risks/", views.risks, name="risks"),
    path("plans/<int:pk>/take-in/", views.take_in, name="take_in"),
    path("plans/<int:pk>/copy/", views.copy_plan, name="copy_plan"),
    path("plans/<int:pk>/adopt/", views.adopt_plan, name="adopt_plan"),
    path("plans/<int:pk>/versions/", views.versions, name="versions"),
    path("plans/<int:pk>/history/", views.history, name="history"),
    path("plans/<int:pk>/restore/", views.restore_plan, name="restore_plan"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/changes/", views.changes, name="changes"),
]
