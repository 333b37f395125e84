from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "jamn.org"
    label = "org"
