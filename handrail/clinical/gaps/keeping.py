"""What changes when gaps are looked for again: each is there once, ends when it is mended, and comes back when it does.

Set aside, a gap rests until the day somebody named; if it is still there then, it is open again. Nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handrail.clinical.gaps.rules import Gap

OPEN, MENDED, ASIDE = "open", "mended", "aside"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """How a gap that was found before stands."""

    state: str
    aside_until: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, what is open again, and what is mended."""

    new: tuple[Gap, ...]
    again: tuple[Key, ...]
    mended: tuple[Key, ...]


def changes(rows: Mapping[Key, Row], found: Iterable[Gap], today: date) -> Changes:
    """What makes the rows say what was found."""
    there = {one.key: one for one in found}
    new = tuple(one for key, one in there.items() if key not in rows)
    again = tuple(key for key, row in rows.items() if key in there and _wakes(row, today))
    mended = tuple(key for key, row in rows.items() if key not in there and row.state != MENDED)
    return Changes(new, again, mended)


def _wakes(row: Row, today: date) -> bool:
    if row.state == ASIDE:
        return row.aside_until is not None and row.aside_until <= today
    return row.state == MENDED
