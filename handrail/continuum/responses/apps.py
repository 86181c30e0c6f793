from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "handrail.continuum.responses"
    label = "responses"
