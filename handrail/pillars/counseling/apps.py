from django.apps import AppConfig


class CounselingConfig(AppConfig):
    name = "handrail.pillars.counseling"
    label = "counseling"
