from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "handrail.foundation.welcome"
    label = "welcome"
