"""The floor that knows no domain: styles, icons, layouts, components, charts, small scripts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "handrail.ui"
    label = "ui"
