from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "handrail.foundation.scheduling"
    label = "scheduling"
