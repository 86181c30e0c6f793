"""Which reading of the early-warning design gives the figures it publishes, where its words allow more than one.

*When a lapse follows a ramp* is tried with a detector that is not ours: an EWMA with fixed limits, of which section 7
publishes what it finds. *Why days that hang together bring false alerts* is tried by telling the engine what it has to
estimate. Nothing here is shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import sqrt
from random import Random
from statistics import fmean

from bench.early_warning import ENGINE, PEOPLE, USUAL, hear, score
from bench.early_warning_people import (
    DAYS,
    LAPSE_AFTER,
    LATE,
    SIGNALS,
    WORLDS,
    Episode,
    episode,
    life,
    person,
)
from bench.early_warning_people import (
    Row as Answers,
)
from bench.table import Row
from handrail.clinical.early_warning.engine import State

#: An EWMA of each signal against its first two weeks; the highest of the seven counts.
WEIGHT, FIRST_DAYS, FARTHEST = 0.15, 14, 4.0
MONTH, BUDGET = 30.0, 0.5
#: So many pairs of days behind an autocorrelation that nothing learned later moves it.
CERTAIN = 1e9

Redrawn = Callable[[Random, Episode], Episode]
READINGS: dict[str, Redrawn] = {
    "waits for the top": lambda rnd, what: what,
    "is put off to the top": lambda rnd, what: replace(
        what, lapse=what.onset + max(what.ramp_days, rnd.randint(*LAPSE_AFTER))
    ),
    "may cut the ramp short": lambda rnd, what: replace(what, lapse=what.onset + rnd.randint(*LAPSE_AFTER)),
}


def rows() -> Iterable[Row]:
    """The EWMA and each reading, then false alerts with an autocorrelation that need not be estimated."""
    line = _line()
    yield _steps(line)
    for words, redrawn in READINGS.items():
        yield _lapses(line, words, redrawn)
    yield _hanging_together()


def smoothed(days: Sequence[Answers]) -> list[float]:
    """The highest EWMA of each evening, 0 for the first two weeks."""
    columns = [_one([row[k] for row in days], k) for k in range(len(SIGNALS))]
    return [max(values) for values in zip(*columns, strict=True)]


def _one(answers: Sequence[float | None], k: int) -> list[float]:
    signal = SIGNALS[k]
    first = [signal.sign * answer for answer in answers[:FIRST_DAYS] if answer is not None]
    mean = (sum(first) + signal.sign * signal.prior_mean) / (len(first) + 1)
    squares = 8 * signal.prior_sd**2 + sum((answer - mean) ** 2 for answer in first)
    spread = max(sqrt(squares / (8 + len(first))), signal.smallest_step / 2)
    values, value = [0.0] * FIRST_DAYS, 0.0
    for answer in answers[FIRST_DAYS:]:
        if answer is not None:
            far = (signal.sign * answer - mean) / spread
            value += WEIGHT * (min(max(far, -FARTHEST), FARTHEST) - value)
        values.append(value)
    return values


def _lived(rnd: Random, what: Episode) -> list[float]:
    return smoothed(life(rnd, person(rnd, USUAL), USUAL, what, None))


def _line() -> float:
    """Where a stable person is told of 0.5 times a month."""
    rnd = Random(9_700)
    lives, low, high = [_lived(rnd, Episode()) for _ in range(PEOPLE)], 0.0, FARTHEST
    for _ in range(15):
        line = (low + high) / 2
        often = fmean(len(score(values, line)) for values in lives) * MONTH / DAYS > BUDGET
        low, high = (line, high) if often else (low, line)
    return high


def _steps(line: float) -> Row:
    rnd, hits = Random(9_710), {3: 0, 7: 0}
    for _ in range(PEOPLE):
        signals = frozenset(rnd.sample(range(len(SIGNALS)), rnd.randint(1, 4)))
        what = Episode("step", rnd.randint(*LATE), DAYS, 2.0, 0, signals, rnd.uniform(0.8, 1.2))
        alerts = score(_lived(rnd, what), line)
        for within in hits:
            hits[within] += any(what.onset <= day < what.onset + within for day in alerts)
    found = ", ".join(f"{count / PEOPLE:.2f}" for count in hits.values())
    return Row("EWMA, worse by 2 SD, in 3 and 7 days (published: 0.23, 0.59)", found)


def _lapses(line: float, words: str, redrawn: Redrawn) -> Row:
    rnd = Random(9_720)
    before: dict[str, list[bool]] = {"step": [], "ramp": [], "silence": []}
    while sum(map(len, before.values())) < 2 * PEOPLE:
        what = episode(rnd)
        if what.kind in before:
            what = redrawn(rnd, what) if what.kind == "ramp" else what
            alerts = score(_lived(rnd, what), line)
            before[what.kind].append(any(what.onset <= day < what.lapse for day in alerts))
    heralded = fmean(told for kind in before.values() for told in kind)
    found = f"{heralded:.2f}, {fmean(before['ramp']):.2f}"
    return Row(f"EWMA, heralded lapses and ramps when the lapse {words} (published: 0.48, 0.56)", found)


def _hanging_together() -> Row:
    """The same people of the world with autocorrelation .50, with and without being told their own."""
    world, rnd, estimated, given = WORLDS["autocorrelation .50"], Random(9_730), 0, 0
    for _ in range(PEOPLE):
        who = person(rnd, world)
        days = life(rnd, who, world, Episode(), None)
        estimated += len(hear(days).scored)
        given += len(hear(days, _knowing(who.phi)).scored)
    months = PEOPLE * DAYS / MONTH
    return Row(
        "False alerts with autocorrelation .50, estimated and told",
        f"{estimated / months:.2f}, {given / months:.2f} a month",
    )


def _knowing(phi: float) -> State:
    state = ENGINE.new_state()
    for memory in state.signals:
        memory.products, memory.powers = CERTAIN * max(phi, 0.0), CERTAIN
    return state
