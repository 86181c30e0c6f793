"""How long a return to use lasted, from what people told on their days; nobody types a length.

Source: issue 8 (time to contact, time to stabilised, length of a return to use, repeat within 30 days) and protocols.md
3.4 (small cells). It begins on the first day of use after a day without, and ends on the next day without; days on which
nothing or "rather not say" was told neither begin nor end it. This reading is design: a site must approve it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from handrail.clinical.small_cells import of_too_few

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Day:
    """What one person told of one day; any use that day counts. `person` tells people apart and says nothing else."""

    person: int
    day: date
    used: bool


@dataclass(frozen=True, slots=True)
class Return:
    """A return to use of one person; `ended_on` is None while it goes on, or nothing more was told."""

    person: int
    began_on: date
    ended_on: date | None = None

    @property
    def days(self) -> int | None:
        return (self.ended_on - self.began_on).days if self.ended_on else None


@dataclass(frozen=True, slots=True)
class Lengths:
    """None where there are too few people to tell. `days` is the median of those that ended."""

    ended: int | None
    days: float | None


def returns_of(told: Iterable[Day]) -> list[Return]:
    """Every return, from days in the order of people and days."""
    found: list[Return] = []
    before: Day | None = None
    for one in told:
        if before is not None and before.person == one.person:
            if one.used and not before.used:
                found.append(Return(one.person, one.day))
            elif before.used and not one.used and _is_open(found, one.person):
                found[-1] = Return(one.person, found[-1].began_on, one.day)
        before = one
    return found


def lengths_of(returns: Sequence[Return]) -> Lengths:
    """How many ended, and how long they took."""
    ended = [(one.person, one.days) for one in returns if one.days is not None]
    if of_too_few(person for person, _days in ended):
        return Lengths(None, None)
    return Lengths(len(ended), median(days for _person, days in ended))


def _is_open(found: Sequence[Return], person: int) -> bool:
    return bool(found) and found[-1].person == person and found[-1].ended_on is None
