from django.apps import AppConfig


class HintsConfig(AppConfig):
    name = "handrail.continuum.hints"
    label = "hints"
