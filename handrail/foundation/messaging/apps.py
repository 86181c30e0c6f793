from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "handrail.foundation.messaging"
    label = "messaging"
