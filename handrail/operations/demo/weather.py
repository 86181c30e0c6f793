"""How a person is, day by day, in spreads above their usual: ordinary ups and downs, and hard times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from random import Random

from handrail.operations.demo.life import Life
from handrail.operations.demo.window import Window

#: A hard time begins about every so many days; one in seven is a time of silence.
DAYS_BETWEEN, SILENT = 110, 0.14
SIZES, LENGTHS = (0.8, 2.4), (4, 14)
#: Who gets better does so in the first months.
MONTHS_TO_GET_BETTER = 90
#: In these days before the demo is built, and after it, a story has no hard times but those it tells.
CALM_DAYS = 60


@dataclass(frozen=True, slots=True)
class Weather:
    """One level a day from `first` on; on `quiet` days nothing is heard from them."""

    first: date
    levels: list[float]
    quiet: frozenset[int]

    def on(self, day: date) -> float:
        return self.levels[(day - self.first).days]

    def is_quiet(self, day: date) -> bool:
        return (day - self.first).days in self.quiet


def weather(life: Life, window: Window) -> Weather:
    """The weather from the person's first day to their last: told further on another day, it goes on as it was."""
    first = max(life.from_on, window.began)
    days = (min(life.until_on or window.today, window.today) - first).days + 1
    hard, quiet = _hard_times(life, window, first, days, window.lasting("hard times", life.number))
    return Weather(first, _ordinary(life, first, hard, window.lasting("weather", life.number)), quiet)


def _ordinary(life: Life, first: date, hard: list[float], rng: Random) -> list[float]:
    carry, spread = life.traits.carry, sqrt(1 - life.traits.carry**2)
    level, levels, gauss = rng.gauss(0, 1), [], rng.gauss
    before = (first - life.from_on).days
    for n, more in enumerate(hard):
        level = carry * level + spread * gauss(0, 1)
        gain = life.traits.better * (1 - min((before + n) / MONTHS_TO_GET_BETTER, 1.0))
        levels.append(level * (0.5 if life.story else 1.0) + more + gain)
    return levels


def _hard_times(
    life: Life, window: Window, first: date, days: int, rng: Random
) -> tuple[list[float], frozenset[int]]:
    hard, quiet = [0.0] * days, set()
    day = int(rng.expovariate(1 / DAYS_BETWEEN))
    calm_from = (window.told_on - first).days + 1 - CALM_DAYS if life.story else days
    while day < calm_from:
        length, size, silent = rng.randint(*LENGTHS), rng.uniform(*SIZES), rng.random() < SILENT
        slowly = rng.random() < 0.5
        for n in range(day, min(day + length, calm_from)):
            if silent:
                quiet.add(n)
            else:
                hard[n] = size * ((n - day + 1) / length if slowly else 1.0)
        day += length + int(rng.expovariate(1 / DAYS_BETWEEN))
    if life.story:
        _as_told(life, window, first, hard, quiet)
    return hard, frozenset(quiet)


def _as_told(life: Life, window: Window, first: date, hard: list[float], quiet: set[int]) -> None:
    assert life.story is not None
    for n in range(len(hard)):
        ago = life.ago(first + timedelta(days=n), window.told_on)
        hard[n] += life.story.level(ago)
        if life.story.is_quiet(ago):
            quiet.add(n)
