from __future__ import annotations

from django.urls import path

from jamn.reports import views

app_name = "reports"
urlpatterns = [
    path("plans/<int:pk>/document/", views.document, name="document"),
    path("plans/<int:pk>/document/<slug:kind>/", views.download, name="download"),
    path("documents.css", views.stylesheet, name="stylesheet"),
    path("layouts/", views.layouts, name="layouts"),
    path("layouts/new/", views.add_layout, name="add_layout"),
    path("layouts/<int:pk>/", views.edit_layout, name="edit_layout"),
    path("layouts/<int:pk>/remove/", views.remove_layout, name="remove_layout"),
    path("employers/<int:pk>/word-template/", views.word_template, name="word_template"),
    path("employers/<int:pk>/word-template/file/", views.template_file, name="template_file"),
    path("employers/<int:pk>/word-template/remove/", views.remove_word_template, name="remove_word_template"),
    path("word-template/", views.starter, name="starter"),
]
