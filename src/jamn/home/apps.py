from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "jamn.home"
    label = "home"
