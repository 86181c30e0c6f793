"""The levels of care that a clinician may write down, and the dimensions they considered. Nothing here places anybody.

Source: protocols.md 3.1, names and facts of the ASAM Criteria, 4th edition (verified). The criteria are not reproduced and
no level is computed from answers.
"""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

SOURCE = "ASAM Criteria, 4th edition: names of levels and dimensions only (protocols.md 3.1)"

#: Level -> what it is called here. Within a level, .1 and .5 are clinically managed, .7 and 4 medically managed.
LEVELS = MappingProxyType({
    "1.0": "1.0, long-term remission monitoring",
    "1.5": "1.5, clinically managed",
    "1.7": "1.7, medically managed",
    "2.1": "2.1, clinically managed",
    "2.5": "2.5, clinically managed",
    "2.7": "2.7, medically managed",
    "3.1": "3.1, clinically managed",
    "3.5": "3.5, clinically managed",
    "3.7": "3.7, medically managed",
    "4": "4, medically managed",
    "residence": "Recovery residence",
})  # fmt: skip

DIMENSIONS = MappingProxyType({
    "1": "Intoxication, withdrawal and addiction medications",
    "2": "Biomedical",
    "3": "Psychiatric and cognitive",
    "4": "Substance-use-related risks",
    "5": "Recovery environment interactions",
    "6": "Person-centered considerations",
})  # fmt: skip


class UnknownLevel(ValueError):
    """There is no such level, or no such dimension."""


def checked(level: str, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions in their order, once each. Raises UnknownLevel."""
    if level not in LEVELS or not set(dimensions) <= set(DIMENSIONS):
        raise UnknownLevel(level)
    return tuple(one for one in DIMENSIONS if one in dimensions)


def review_due(last: date, days: int | None, by_hand: date | None) -> date | None:
    """When a plan is looked at again: so many days after the last time, or the day somebody chose, if it is sooner.

    How many days a level allows is said by no source that we have: the organization sets it, and without it only a day
    that somebody chose counts.
    """
    by_level = last + timedelta(days=days) if days is not None else None
    return min((day for day in (by_level, by_hand) if day is not None), default=None)
