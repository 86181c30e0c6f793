from django.apps import AppConfig


class CrisisConfig(AppConfig):
    name = "handrail.pillars.crisis"
    label = "crisis"

    def ready(self) -> None:
        from handrail.foundation.consent.rules import opened_by
        from handrail.pillars.crisis.policy import on_an_episode

        opened_by("episode", on_an_episode)
