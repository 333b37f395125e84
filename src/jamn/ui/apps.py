from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "jamn.ui"
    label = "ui"
