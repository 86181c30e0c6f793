from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "handrail.interfaces.staff"
    label = "staff"
