"""Which scales the team may ask for, and which it may fill in with somebody or rate itself."""

from __future__ import annotations

from functools import cache

from handrail.clinical.instruments.asking import is_answered_alone, is_piece
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.instruments.scale import Instrument

#: The usual ones first; the others follow by title.
FIRST = ("phq9", "gad7")


@cache
def askable() -> tuple[Instrument, ...]:
    """What somebody can answer alone: published scales, then our own questions."""
    return tuple(one for one in _in_order() if is_answered_alone(one))


@cache
def fillable() -> tuple[Instrument, ...]:
    """What a worker asks somebody, or rates: published scales whose questions are answered by choosing or counting, and
    our own questions."""
    return tuple(one for one in _in_order() if is_piece(one) or one.validated and _is_chosen_or_counted(one))


def _is_chosen_or_counted(one: Instrument) -> bool:
    return all(item.kind in {"choice", "number"} for item in one.questions())


def _in_order() -> list[Instrument]:
    return sorted(catalogue(), key=lambda one: FIRST.index(one.id) if one.id in FIRST else len(FIRST))
