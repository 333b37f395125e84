from __future__ import annotations

from django.urls import path

from jamn.importers import views

app_name = "importers"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("new/", views.bring_in, name="bring_in"),
    path("discard-failed/", views.discard_failed, name="discard_failed"),
    path("<int:pk>/", views.upload, name="upload"),
    path("<int:pk>/read-again/", views.read_again, name="read_again"),
    path("<int:pk>/source/", views.source, name="source"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/facts/<slug:name>/", views.fact, name="fact"),
    path("<int:pk>/columns/<int:table>/", views.columns, name="columns"),
    path("<int:pk>/measures/", views.add_measure, name="add_measure"),
    path("<int:pk>/measures/<int:row>/split/", views.split_measure, name="split_measure"),
    path("<int:pk>/measures/<int:row>/join/", views.join_measures, name="join_measures"),
    path("<int:pk>/measures/<int:row>/drop/", views.drop_measure, name="drop_measure"),
    path("<int:pk>/measures/<int:row>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/measures/<int:row>/values/<slug:name>/", views.value, name="value"),
    path("<int:pk>/pieces/<int:piece>/", views.piece, name="piece"),
    path("<int:pk>/version/", views.what_it_is, name="what_it_is"),
    path("<int:pk>/headings/", views.headings, name="headings"),
    path("<int:pk>/comparison/", views.comparison, name="comparison"),
    path("<int:pk>/comparison/all/", views.choose_all_words, name="choose_all_words"),
    path("<int:pk>/comparison/gone/<int:measure>/", views.gone, name="gone"),
    path("<int:pk>/comparison/<int:row>/", views.choose_words, name="choose_words"),
    path("<int:pk>/comparison/<int:row>/measure/", views.which_it_is, name="which_it_is"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/approve/", views.approve, name="approve"),
]
