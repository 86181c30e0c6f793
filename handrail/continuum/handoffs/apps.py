from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    name = "handrail.continuum.handoffs"
    label = "handoffs"
