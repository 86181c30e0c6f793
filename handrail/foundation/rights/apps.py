from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "handrail.foundation.rights"
    label = "rights"
