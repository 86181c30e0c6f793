from django.apps import AppConfig


class ContinuumConfig(AppConfig):
    name = "handrail.continuum"
    label = "continuum"

    def ready(self) -> None:
        from handrail.continuum.reactions import REACTIONS
        from handrail.foundation.ledger.actions import follow

        follow(REACTIONS)
