"""The early-warning engine, with its shipped thresholds, on a real diary: `--diary jang2024_diary.csv`.

The diary is that of Jang et al. (2024), Scientific Data 11:1264 (CC BY 4.0): six moods from 0 to 3 and hours of sleep
of 27 people with mood, anxiety, trauma or obsessive-compulsive disorders, up to 13 months. Nothing is labelled in it
that could be found, so a change is put into it: from a day after the first five weeks on, one to four signals are
worse by some of the person's own day-to-day spreads. The design does not say whether such a change stops at the end of
the scale, which four marks reach at once, so both are tried. The targets are those of its section 7, set for the other
half of the people, which is not published.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import pstdev

from bench import data
from bench.early_warning import MONTH, score
from bench.table import Row, skipped
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.index import ALERT_FROM
from handrail.clinical.early_warning.signals import HIGHER_IS_WORSE, KNOWN, LOWER_IS_WORSE, Signal, scale

Answers = list[float | None]
#: The columns of the file, each with the signal it is read as.
COLUMNS: dict[str, Signal] = {
    "positive": scale("positive", 0, 3, LOWER_IS_WORSE),
    "negative": scale("negative", -3, 0, LOWER_IS_WORSE),
    "positive_E": scale("positive_E", 0, 3, LOWER_IS_WORSE),
    "negative_E": scale("negative_E", -3, 0, LOWER_IS_WORSE),
    "anxiety": scale("anxiety", 0, 3, HIGHER_IS_WORSE),
    "annoying": scale("annoying", 0, 3, HIGHER_IS_WORSE),
    "sleep_duration": KNOWN["sleep_hours"],
}
SIGNALS = list(COLUMNS.values())
ENGINE = Engine(SIGNALS)
#: A change begins no earlier than this day, counted from 0, and is looked for on so many days.
FIRST_ONSET, WITHIN = 35, 7
#: Changes are put only where at least this share of the days was answered.
ANSWERED = 0.5
CHANGES = 1_500
#: A change in spreads, and the share to be told within so many days; 0 is what is told by chance.
TARGETS: dict[float, dict[int, float | None]] = {
    0.0: {3: None, 7: None},
    1.5: {7: 0.70},
    2.0: {3: 0.50},
}


@dataclass(frozen=True, slots=True)
class Diary:
    """One person: a row of answers for each day from the first to the last, None where there is none."""

    days: list[Answers]
    spreads: list[float]


@dataclass(frozen=True, slots=True)
class Change:
    """From day `onset` on, `worse` is added to each signal, in the units of its answers."""

    onset: int
    worse: list[float]


def rows() -> Iterator[Row]:
    """False alerts of the diary as it is, then what is told of a change put into it."""
    if data.given.diary is None:
        yield skipped("A real diary", "none given with --diary")
        return
    diaries = read(data.given.diary)
    able = [diary for diary in diaries if _answered(diary)]
    yield _as_it_is("everybody", diaries)
    yield _as_it_is("who answered half of the days", able)
    for size, targets in TARGETS.items():
        for within_scale in (True, False) if size else (True,):
            yield from _changed(able, size, targets, within_scale)


def read(path: Path) -> list[Diary]:
    """The people of the file in its order. A day without a row was missed."""
    people: dict[str, dict[int, Answers]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answers = [_answer(row[column], signal) for column, signal in COLUMNS.items()]
            people.setdefault(row["id"], {})[int(row["day"])] = answers
    return [_diary(days) for days in people.values()]


def _answer(written: str, signal: Signal) -> float | None:
    return None if not written else _within(signal, float(written))


def _within(signal: Signal, value: float) -> float:
    rounded = round(value / signal.smallest_step) * signal.smallest_step
    return min(max(rounded, signal.minimum), signal.maximum)


def _diary(by_day: dict[int, Answers]) -> Diary:
    nothing: Answers = [None] * len(SIGNALS)
    days = [by_day.get(day, nothing) for day in range(min(by_day), max(by_day) + 1)]
    return Diary(days, [_spread([row[k] for row in days]) for k in range(len(SIGNALS))])


def _spread(answers: Answers) -> float:
    given = [answer for answer in answers if answer is not None]
    return pstdev(given) if len(given) > 1 else 0.0


def _answered(diary: Diary) -> bool:
    given = sum(any(answer is not None for answer in row) for row in diary.days)
    return len(diary.days) > FIRST_ONSET + WITHIN and given >= ANSWERED * len(diary.days)


def _alerts(days: Iterable[Answers]) -> list[int]:
    state = ENGINE.new_state()
    return score((ENGINE.advance(state, day, answers) for day, answers in enumerate(days)), ALERT_FROM)


def _as_it_is(who: str, diaries: Sequence[Diary]) -> Row:
    alerts = sum(len(_alerts(diary.days)) for diary in diaries)
    months = sum(len(diary.days) for diary in diaries) / MONTH
    # They had good and bad months, and many stopped writing: these alerts are not all false.
    return Row(
        f"A real diary as it is, {who} ({len(diaries)} people, {months:.0f} months)",
        f"{alerts / months:.2f} a month",
    )


def _changed(
    diaries: Sequence[Diary], size: float, targets: dict[int, float | None], within_scale: bool
) -> Iterator[Row]:
    rnd, found = Random(9_800), dict.fromkeys(targets, 0)
    for _ in range(CHANGES):
        diary = rnd.choice(diaries)
        change = _change(rnd, diary, size)
        told = [day for day in _alerts(_lived(diary, change, within_scale)) if day >= change.onset]
        for within in found:
            found[within] += any(day < change.onset + within for day in told)
    what = (
        f"worse by {size:g} SD{'' if within_scale else ', beyond the scale'}" if size else "nothing changed"
    )
    for within, target in targets.items():
        share = found[within] / CHANGES
        yield Row(
            f"A real diary, {what}, told within {within} days", f"{share:.2f}",
            "" if target is None else f"at least {target:.2f}",
            ok=None if target is None else share >= target,
        )  # fmt: skip


def _change(rnd: Random, diary: Diary, size: float) -> Change:
    onset = rnd.randrange(FIRST_ONSET, len(diary.days) - WITHIN)
    scaled = size * rnd.uniform(0.8, 1.2)
    asked = [k for k, spread in enumerate(diary.spreads) if spread]
    hit = set(rnd.sample(asked, min(len(asked), rnd.randint(1, 4))))
    worse = [signal.sign * scaled * diary.spreads[k] if k in hit else 0.0 for k, signal in enumerate(SIGNALS)]
    return Change(onset, worse)


def _lived(diary: Diary, change: Change, within_scale: bool) -> Iterator[Answers]:
    for day, answers in enumerate(diary.days[: change.onset + WITHIN]):
        if day < change.onset:
            yield answers
        else:
            yield [
                None if answer is None else _within(signal, answer + more) if within_scale else answer + more
                for answer, signal, more in zip(answers, SIGNALS, change.worse, strict=True)
            ]
