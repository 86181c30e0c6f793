from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "handrail.foundation.measures"
    label = "measures"
