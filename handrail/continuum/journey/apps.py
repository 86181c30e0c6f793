from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "handrail.continuum.journey"
    label = "journey"
