from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "handrail.continuum.watch"
    label = "watch"
