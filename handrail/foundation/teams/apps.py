from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "handrail.foundation.teams"
    label = "teams"
