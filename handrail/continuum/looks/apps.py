from django.apps import AppConfig


class LooksConfig(AppConfig):
    name = "handrail.continuum.looks"
    label = "looks"
