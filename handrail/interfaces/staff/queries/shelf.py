"""Which scales the team may ask for, and which it may fill in with somebody or rate itself."""

from __future__ import annotations

from functools import cache

from handrail.clinical.instruments.asking import is_answered_by_choosing
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.instruments.scale import Instrument

#: The usual ones first; the others follow by title.
FIRST = ("phq9", "gad7")


@cache
def askable() -> tuple[Instrument, ...]:
    """Published scales that somebody can answer alone."""
    return tuple(one for one in _in_order() if is_answered_by_choosing(one))


@cache
def fillable() -> tuple[Instrument, ...]:
    """Published scales whose questions are answered by choosing or counting: asked of somebody, or rated."""
    return tuple(
        one for one in _in_order() if all(item.kind in {"choice", "number"} for item in one.questions())
    )


def _in_order() -> list[Instrument]:
    published = [one for one in catalogue() if one.validated]
    return sorted(published, key=lambda one: FIRST.index(one.id) if one.id in FIRST else len(FIRST))
