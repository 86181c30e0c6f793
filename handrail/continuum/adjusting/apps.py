from django.apps import AppConfig


class AdjustingConfig(AppConfig):
    name = "handrail.continuum.adjusting"
    label = "adjusting"
