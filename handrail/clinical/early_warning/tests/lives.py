"""Made-up diaries: what a person answered on each day, and whether a check-in was expected."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from handrail.clinical.early_warning.engine import Day, Engine, State
from handrail.clinical.early_warning.signals import KNOWN, Signal

NAMES = tuple(KNOWN)
#: date.toordinal() of a Monday.
MONDAY = 739_000


class Lived(NamedTuple):
    """One day: answers in the order of the signals."""

    answers: list[float | None]
    expected: bool = True


def rounded(signal: Signal, value: float) -> float:
    """The nearest answer that can be given."""
    value = round(value / signal.smallest_step) * signal.smallest_step
    return min(max(value, signal.minimum), signal.maximum)


def diary(rnd: Random, signals: tuple[Signal, ...], days: int) -> list[Lived]:
    """Neighbouring days alike, some missed or skipped, absences, days off, blips, and one lasting change."""
    means = [rnd.gauss(one.prior_mean, one.prior_sd) for one in signals]
    moods, missing, changed = [0.0] * len(signals), rnd.choice([0.02, 0.1, 0.35]), rnd.randrange(days)
    lived, away, off = [], 0, rnd.choice([0.0, 0.0, 0.3])
    for number in range(days):
        away = max(0, away - 1) or (rnd.randint(3, 9) if rnd.random() < 0.02 else 0)
        moods = [0.3 * mood + rnd.gauss(0, 1) for mood in moods]
        shift = 2 if number >= changed else rnd.choice([0] * 20 + [4])
        answers = [
            None if rnd.random() < 0.03 else rounded(one, mean + one.prior_sd * (mood + one.sign * shift))
            for one, mean, mood in zip(signals, means, moods, strict=True)
        ]
        missed = away or rnd.random() < missing
        lived.append(Lived([None] * len(signals) if missed else answers, rnd.random() >= off))
    return lived


@st.composite
def diaries(draw: st.DrawFn, most_days: int = 40) -> tuple[tuple[Signal, ...], list[Lived]]:
    """1 to 7 signals and a diary of any shape, extremes and gaps included."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=7, unique=True))
    signals = tuple(KNOWN[name] for name in names)
    answers = st.tuples(*(answer_to(one) for one in signals)).map(list)
    nothing = st.just([None] * len(signals))
    weighted = st.one_of(answers, answers, answers, nothing)
    day = st.builds(Lived, weighted, st.sampled_from([True, True, True, False]))
    return signals, draw(st.lists(day, min_size=1, max_size=most_days))


def answer_to(signal: Signal) -> st.SearchStrategy[float | None]:
    """An answer to one question, or none."""
    steps = round((signal.maximum - signal.minimum) / signal.smallest_step)
    given_ = st.integers(0, steps).map(lambda n: signal.minimum + n * signal.smallest_step)
    return st.one_of(given_, given_, given_, st.none())


def as_day(engine: Engine, number: int, lived: Lived) -> Day:
    return Day(number, dict(zip(engine.names, lived.answers, strict=True)), lived.expected)


def close_all(engine: Engine, lived: list[Lived], first: int = MONDAY) -> State:
    """The state after the whole diary."""
    state = engine.new_state()
    for number, day in enumerate(lived, first):
        engine.close(state, as_day(engine, number, day))
    return state


def usual_days(engine: Engine, days: int, **answers: float | None) -> list[Lived]:
    """So many days on which everything is as typical, wobbling by one step; `answers` replace some."""
    return [
        Lived([answers.get(one.name, rounded(one, one.prior_mean) + (n % 2) * one.smallest_step) for one in engine.signals])
        for n in range(days)
    ]  # fmt: skip
