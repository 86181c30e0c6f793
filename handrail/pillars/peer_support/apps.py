from django.apps import AppConfig


class PeerSupportConfig(AppConfig):
    name = "handrail.pillars.peer_support"
    label = "peer_support"
