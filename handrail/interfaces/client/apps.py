from django.apps import AppConfig


class ClientConfig(AppConfig):
    name = "handrail.interfaces.client"
    label = "client"
