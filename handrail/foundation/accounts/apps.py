from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "handrail.foundation.accounts"
    label = "accounts"
