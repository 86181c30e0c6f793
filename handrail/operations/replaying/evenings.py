"""The shipped engine over one diary, evening by evening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handrail.clinical.early_warning.engine import Engine, State
from handrail.clinical.early_warning.evening import Answers
from handrail.clinical.early_warning.explanation import explain
from handrail.clinical.early_warning.index import level


class Told(NamedTuple):
    """One evening on which the team would have been told. `why` is empty unless it was asked for."""

    day: int
    level: str
    index: float
    why: str


def tell(
    engine: Engine, days: Mapping[int, Answers], last: int, *, why: bool = False, dated: bool = False
) -> Iterator[Told]:
    """Live through every day from the first in `days` to `last`, and yield each alert as it stood that evening.

    A day without a row was missed, whoever is still in the file when it ends.
    """
    state, nothing = engine.new_state(), [None] * len(engine.names)
    for day in range(min(days), last + 1):
        index = engine.advance(state, day, days.get(day, nothing))
        if state.raised is not None:
            said = _explained(engine, state, dated) if why else ""
            yield Told(day, level(index), index, said)


def _explained(engine: Engine, state: State, dated: bool) -> str:
    found = engine.describe(state)
    told = explain(found) if dated else explain(found, lambda day, today: f"day {day}")
    return told.sentence
