from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "handrail.interfaces.partner"
    label = "partner"
