"""The band across the top of a record."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.continuum.watch.models import Concern


@dataclass(frozen=True, slots=True)
class Band:
    """An open concern: what changed, since when, and whether the reader may say what it was."""

    number: int
    headline: str
    sentence: str
    since: str
    may_settle: bool

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """What it can have been."""
        return [(value, str(label)) for value, label in Concern.Outcome.choices]
