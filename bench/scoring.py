"""How many sets of answers one core scores in a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

from bench.table import Row
from handrail.clinical.instruments.asking import due
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.instruments.scale import Instrument
from handrail.clinical.instruments.scoring import score

SETS, ROUNDS = 2_000, 5


def rows() -> Iterator[Row]:
    """Whole answers to a scale drawn by lot, each with an earlier total; reading the definitions is not counted."""
    rnd = Random(4)
    scales = [one for one in catalogue() if one.scoring.method == "sum"]
    asked = [(scale, _answers(scale, rnd)) for scale in rnd.choices(scales, k=SETS)]
    fastest = min(_seconds(asked) for _ in range(ROUNDS))
    yield Row(
        f"{len(scales)} scales with a total, {SETS:,} sets of answers", f"{SETS / fastest:,.0f} a second"
    )


def _answers(scale: Instrument, rnd: Random) -> dict[str, int | str]:
    given: dict[str, int | str] = {}
    while item := next((one for one in due(scale, given) if one.id not in given), None):
        given[item.id] = rnd.choice(item.options).value if item.options else 80
    return given


def _seconds(asked: list[tuple[Instrument, dict[str, int | str]]]) -> float:
    began = time.process_time()
    for scale, answers in asked:
        score(scale, answers, scale.scoring.minimum)
    return time.process_time() - began
