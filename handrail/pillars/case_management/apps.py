from django.apps import AppConfig


class CaseManagementConfig(AppConfig):
    name = "handrail.pillars.case_management"
    label = "case_management"
