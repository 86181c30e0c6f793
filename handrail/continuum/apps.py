from django.apps import AppConfig


class ContinuumConfig(AppConfig):
    name = "handrail.continuum"
    label = "continuum"

    def ready(self) -> None:
        from handrail.continuum.promises import KEEPERS
        from handrail.continuum.reactions import REACTIONS
        from handrail.foundation.ledger.actions import follow
        from handrail.foundation.ledger.promises import replayed_by

        follow(REACTIONS)
        replayed_by(KEEPERS)
