from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "handrail.foundation.consent"
    label = "consent"
