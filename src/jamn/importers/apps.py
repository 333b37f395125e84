from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "jamn.importers"
    label = "importers"
