from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "handrail.foundation.plans"
    label = "plans"
