from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "handrail.foundation.practices"
    label = "practices"
