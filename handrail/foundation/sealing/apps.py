from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "handrail.foundation.sealing"
    label = "sealing"
