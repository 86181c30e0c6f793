from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "handrail.operations"
    label = "operations"
