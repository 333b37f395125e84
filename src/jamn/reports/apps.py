from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "jamn.reports"
    label = "reports"
