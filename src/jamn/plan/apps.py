from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "jamn.plan"
    label = "plan"
