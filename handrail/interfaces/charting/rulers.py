"""The rulers over time: how important a change is, how sure of it, how ready, as they were answered. No test, no score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.measures.models import Response
from handrail.ui.charts import Strip

RULERS = "readiness_rulers"


@dataclass(frozen=True, slots=True)
class Rulers:
    """What was answered on each day; the last answer of a day holds."""

    days: Mapping[date, Mapping[str, float]]

    @property
    def first(self) -> date | None:
        """The first day with an answer."""
        return min(self.days, default=None)

    @property
    def strips(self) -> list[Strip]:
        """A line for each ruler with an answer, joined: between two answers nobody asked."""
        items = [item for item in instrument(RULERS).items if item.id in _names()]
        told = ((item, self._answers(item.id)) for item in items)
        return [
            Strip(_names()[item.id], item.minimum or 0, item.maximum or 0, days, joined=True)
            for item, days in told if days
        ]  # fmt: skip

    @property
    def newest(self) -> str:
        """The last answer to each ruler, as one line."""
        told = ", ".join(f"{strip.label.lower()} {strip.days[max(strip.days)]:g}" for strip in self.strips)
        return _("Most recently: %(answers)s") % {"answers": told}

    def _answers(self, item: str) -> dict[date, float]:
        return {day: told[item] for day, told in self.days.items() if item in told}


def rulers_of(made: Iterable[tuple[date, Response]]) -> Rulers:
    """The answers to the rulers among what was answered on these days, oldest first."""
    days: dict[date, dict[str, float]] = {}
    for day, one in made:
        given = {name: one.answers.get(name) for name in _names()} if one.instrument == RULERS else {}
        if told := {name: float(value) for name, value in given.items() if isinstance(value, int | float)}:
            days.setdefault(day, {}).update(told)
    return Rulers(days)


def _names() -> dict[str, str]:
    return {
        "ruler_importance": _("Importance"),
        "ruler_confidence": _("Confidence"),
        "ruler_readiness": _("Readiness"),
    }
