"""The early-warning engine, with its shipped thresholds, over simulated people it has not seen.

Targets: section 7 of the early-warning design; scored as its section 9 says: an index of 1 is an alert, followed by
seven quiet days, then raised again while the index is still there. What these figures do not show: benefit, or lead time
before real lapses. The people are those of early_warning_people.py; seeds are of this file only, and nothing is tuned
to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import median
from time import process_time

from bench.early_warning_people import (
    DAYS,
    EARLY,
    LAPSE_AFTER,
    LATE,
    SIGNALS,
    WORLDS,
    Episode,
    World,
    episode,
    life,
    person,
)
from bench.early_warning_people import (
    Row as Answers,
)
from bench.table import Row
from handrail.clinical.early_warning.alerts import QUIET_DAYS
from handrail.clinical.early_warning.engine import Engine, State
from handrail.clinical.early_warning.index import ALERT_FROM

PEOPLE = 1_500
MONTH = 30.4
ENGINE = Engine(SIGNALS)
USUAL = WORLDS["as described"]
#: How far a ramp goes; 0 is what is told by chance in the same time.
SIZES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


def rows() -> Iterable[Row]:
    """False alerts, then what is found and how soon, then the price of one update."""
    yield from _false_alerts()
    yield from _steps()
    yield from _lapses()
    yield from _silence()
    yield _blips()
    yield _early()
    yield _price()


@dataclass(frozen=True, slots=True)
class Heard:
    """Days on which one person's life is an alert as section 9 scores it, and on which the product tells the team.

    The product also tells at once of what has risen by half, and reminds only once.
    """

    scored: list[int]
    told: list[int]


def hear(days: Sequence[Answers], state: State | None = None) -> Heard:
    """Live through all days. `state` is where the person begins, a new one unless it is given."""
    state, told, indices = state or ENGINE.new_state(), [], []
    for number, answers in enumerate(days):
        indices.append(ENGINE.advance(state, number, answers))
        if state.raised is not None:
            told.append(number)
    return Heard(score(indices, ALERT_FROM), told)


def score(values: Iterable[float], line: float) -> list[int]:
    """The days that are alerts: at or above the line, with seven quiet days after each."""
    alerts: list[int] = []
    for day, value in enumerate(values):
        if value >= line and (not alerts or day - alerts[-1] > QUIET_DAYS):
            alerts.append(day)
    return alerts


def _false_alerts() -> Iterable[Row]:
    for n, (name, world) in enumerate(WORLDS.items()):
        low, high = (0.40, 0.60) if world is USUAL else (0.25, 0.75)
        people = PEOPLE if world is USUAL else PEOPLE * 2 // 3
        rnd, months = Random(9_000 + n), people * DAYS / MONTH
        heard = [hear(_clean(rnd, world)) for _ in range(people)]
        rate, told = (
            sum(map(len, days)) / months
            for days in zip(*((one.scored, one.told) for one in heard), strict=True)
        )
        yield Row(
            f"False alerts of a stable person, {name}", f"{rate:.2f} a month; told {told:.2f}",
            f"{low:.2f} to {high:.2f}", ok=low <= rate <= high,
        )  # fmt: skip


def _clean(rnd: Random, world: World) -> list[Answers]:
    return life(rnd, person(rnd, world), world, Episode(), None)


def _lived(rnd: Random, what: Episode) -> list[int]:
    return hear(life(rnd, person(rnd, USUAL), USUAL, what, None)).scored


def _step(rnd: Random, size: float, between: tuple[int, int]) -> Episode:
    onset = rnd.randint(*between)
    signals = frozenset(rnd.sample(range(len(SIGNALS)), rnd.randint(1, 4)))
    return Episode("step", onset, DAYS, size, 0, signals, rnd.uniform(0.8, 1.2))


def _found(told: Iterable[int], onset: int, within: int) -> bool:
    return any(onset <= day < onset + within for day in told)


def _share(what: str, hits: int, of: int, target: float) -> Row:
    return Row(what, f"{hits / of:.3f}", f"at least {target:.2f}", ok=hits / of >= target)


def _steps() -> Iterable[Row]:
    for size, wanted in {1.5: {7: 0.65}, 2.0: {3: 0.45, 7: 0.80}, 3.0: {3: 0.60}}.items():
        rnd = Random(int(9_100 + 10 * size))
        hits = dict.fromkeys(wanted, 0)
        for _ in range(PEOPLE):
            what = _step(rnd, size, LATE)
            told = _lived(rnd, what)
            for within in wanted:
                hits[within] += _found(told, what.onset, within)
        for within, target in wanted.items():
            yield _share(f"Worse by {size:g} SD, found within {within} days", hits[within], PEOPLE, target)


def _lapses() -> Iterable[Row]:
    # Sizes run from 0.5 SD on, as the design draws them; going quiet is a herald too.
    rnd = Random(9_200)
    heralded = _before_lapse(rnd, ("step", "ramp", "silence"))
    leads = [lead for lead in heralded if lead]
    yield _share("Heralded lapses, told before", len(leads), len(heralded), 0.74)
    yield Row(
        "Heralded lapses, median lead", f"{median(leads):g} days", "at least 7 days", ok=median(leads) >= 7
    )
    ramps = _before_lapse(rnd, ("ramp",))
    yield _share("Slow ramps, told before the lapse", sum(lead > 0 for lead in ramps), len(ramps), 0.68)
    for size in SIZES:
        yield Row(f"Slow ramps of {size:g} SD, told before the lapse", _ramps_of(size))


def _ramps_of(size: float) -> str:
    """With the lapse after the top of the ramp, and when it may come before."""
    rnd = Random(9_250 + int(10 * size))
    drawn: list[bool] = []
    cut: list[bool] = []
    while len(drawn) < PEOPLE // 3:
        what = replace(episode(rnd), size=size)
        if what.kind == "ramp":
            drawn.append(_told_before(rnd, what))
            cut.append(_told_before(rnd, replace(what, lapse=what.onset + rnd.randint(*LAPSE_AFTER))))
    return f"{sum(drawn) / len(drawn):.2f}; when it may be cut short {sum(cut) / len(cut):.2f}"


def _told_before(rnd: Random, what: Episode) -> bool:
    return any(what.onset <= day < what.lapse for day in _lived(rnd, what))


def _before_lapse(rnd: Random, kinds: tuple[str, ...]) -> list[int]:
    """For each such episode how many days before the lapse the team was told; 0 when it was not."""
    leads: list[int] = []
    while len(leads) < 2 * PEOPLE:
        what = episode(rnd)
        if what.kind in kinds:
            told = [day for day in _lived(rnd, what) if what.onset <= day < what.lapse]
            leads.append(what.lapse - told[0] if told else 0)
    return leads


def _silence() -> Iterable[Row]:
    rnd, hits = Random(9_300), {7: 0, 3: 0}
    for _ in range(PEOPLE):
        what = Episode("silence", rnd.randint(*LATE))
        told = _lived(rnd, what)
        for within in hits:
            hits[within] += _found(told, what.onset, within)
    yield _share("Going quiet, found within 7 days", hits[7], PEOPLE, 0.80)
    yield _share("Going quiet, found within 3 days", hits[3], PEOPLE, 0.33)


def _blips() -> Row:
    hits = {True: 0, False: 0}
    for n in range(PEOPLE):
        rnd = Random(9_400_000 + n)
        day, signals = rnd.randint(*LATE), frozenset(rnd.sample(range(len(SIGNALS)), 2))
        seed = rnd.random()
        for blip in hits:
            twin = Random(seed)
            who = person(twin, USUAL)
            told = hear(life(twin, who, USUAL, Episode(), (day, signals) if blip else None)).scored
            hits[blip] += _found(told, day, 7)
    added = 100 * (hits[True] - hits[False]) / PEOPLE
    return Row(
        "One odd day, 4 SD on two answers, adds", f"{added:.1f} points", "at most 8 points", ok=added <= 8
    )


def _early() -> Row:
    rnd, hits = Random(9_500), 0
    for _ in range(PEOPLE):
        what = replace(_step(rnd, 0, EARLY), size=rnd.choice((1.5, 2.0, 3.0)))
        hits += _found(_lived(rnd, what), what.onset, 7)
    return _share("Worse on day 8 to 28, found within 7 days", hits, PEOPLE, 0.70)


def _price() -> Row:
    rnd = Random(9_600)
    lives = [_clean(rnd, USUAL) for _ in range(100)]
    best = min(_timed(lives) for _ in range(5))
    return Row("One update of 7 signals", f"{best:.1f} µs", "at most 15 µs", ok=best <= 15)


def _timed(lives: Sequence[Sequence[Answers]]) -> float:
    began = process_time()
    for days in lives:
        hear(days)
    return (process_time() - began) / sum(map(len, lives)) * 1e6
