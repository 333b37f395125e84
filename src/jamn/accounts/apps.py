from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jamn.accounts"
    label = "accounts"
