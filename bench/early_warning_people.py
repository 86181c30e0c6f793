"""Simulated people for the early-warning bench: what they answer each day, and what happens to some of them.

Written from section 9 of the early-warning design. Latent values are in units of a person's own day-to-day spread and
larger when worse. Nothing here is shipped, and nothing here was tuned to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import exp, log, sqrt
from random import Random

from handrail.clinical.early_warning.signals import KNOWN, Signal

SIGNALS: tuple[Signal, ...] = tuple(
    replace(signal, maximum=14) if signal.name == "sleep_hours" else signal for signal in KNOWN.values()
)
LOADINGS: Mapping[str, float] = {
    "craving": 0.50,
    "mood": 0.65,
    "sleep_hours": 0.30,
    "sleep_quality": 0.45,
    "contacts": 0.20,
    "stress": 0.60,
    "confidence": 0.55,
}
WEIGHTS = [(LOADINGS[s.name], sqrt(1 - LOADINGS[s.name] ** 2)) for s in SIGNALS]
CRAVING, CONTACTS = (
    next(i for i, s in enumerate(SIGNALS) if s.name == name) for name in ("craving", "contacts")
)
DAYS = 120
#: Days on which an episode begins, counted from 0: the later ones then end with the last of 90 days.
EARLY, LATE = (8, 28), (35, 89)
#: Days from the onset to the lapse.
LAPSE_AFTER = (5, 21)
MEETING_DAYS, WEEKEND = (1, 4), (5, 6)
#: Growth of the logit of missing a day, set so that missing days and spells come out as section 9 says.
FATIGUE = 0.25 / 90
#: Spread of the answers over the prior spread, set so that the most frequent answer's share comes out as there.
SPREAD = 0.8
#: Spread of the 8 % who answer nearly the same each day: their most frequent answer is given on about 70 % of days.
FLAT = 0.35
Row = list[float | None]


@dataclass(frozen=True, slots=True)
class World:
    """What differs between the worlds of the transfer trial."""

    phi: float = 0.20
    missing: float = 1.0
    blip_days: float = 25.0
    drift: float = 0.02
    absence_days: float = 400.0


WORLDS: Mapping[str, World] = {
    "as described": World(),
    "autocorrelation .05": World(phi=0.05),
    "autocorrelation .35": World(phi=0.35),
    "autocorrelation .50": World(phi=0.50),
    "twice the missing days": World(missing=2.0),
    "blips every 10 days": World(blip_days=10.0),
    "drift x 2.5": World(drift=0.05),
    "absences x 3": World(absence_days=400.0 / 3),
}


@dataclass(frozen=True, slots=True)
class Episode:
    """Something happens from day `onset` on, and a lapse on day `lapse`. Days count from 0."""

    kind: str = "none"
    onset: int = DAYS
    lapse: int = DAYS
    size: float = 0.0
    ramp_days: int = 0
    signals: frozenset[int] = frozenset()
    scale: float = 1.0
    missing_more: float = 0.0

    def shift(self, signal: int, day: int) -> float:
        """What the episode adds to a signal on a day."""
        if day < self.onset or signal not in self.signals:
            return 0.0
        grown = min(1.0, (day - self.onset + 1) / self.ramp_days) if self.ramp_days else 1.0
        return self.size * self.scale * grown


@dataclass(slots=True)
class Person:
    """A person's own way of answering."""

    phi: float
    means: list[float]
    spreads: list[float]
    steps: list[float]
    weekend: list[float]
    improving: float
    missing_logit: float
    drift: list[float] = field(default_factory=lambda: [0.0] * len(SIGNALS))


def episode(rnd: Random) -> Episode:
    """One episode of the mix: 35 % step, 35 % ramp, 15 % silence, 15 % without any herald.

    A ramp goes up over 7 to 21 days and the lapse comes 5 to 21 days after its onset. Both hold only when the lapse
    waits for the top of the ramp; early_warning_readings.py tells what else was tried.
    """
    onset = rnd.randint(*(EARLY if rnd.random() < 0.20 else LATE))
    kind = rnd.choices(("step", "ramp", "silence", "unheralded"), (35, 35, 15, 15))[0]
    told = kind in ("step", "ramp")
    ramp_days = rnd.randint(7, 21) if kind == "ramp" else 0
    soonest, latest = LAPSE_AFTER
    return Episode(
        kind=kind,
        onset=onset,
        lapse=onset + rnd.randint(max(soonest, ramp_days), latest),
        size=rnd.choice((0.5, 1.0, 1.5, 2.0, 3.0)) if told else 0.0,
        ramp_days=ramp_days,
        signals=frozenset(rnd.sample(range(len(SIGNALS)), rnd.randint(1, 4))) if told else frozenset(),
        scale=rnd.uniform(0.8, 1.2),
        missing_more=1.0 if rnd.random() < 0.35 and kind != "unheralded" else 0.0,
    )


def person(rnd: Random, world: World) -> Person:
    """Somebody new: means and spreads as wide apart as the design's priors say."""
    flat = rnd.random() < 0.08
    every_second = rnd.random() < 0.10
    base = min(max(rnd.betavariate(1.1, 8.5) * world.missing, 0.002), 0.9)
    return Person(
        phi=min(max(rnd.gauss(world.phi, 0.18), -0.1), 0.8),
        means=[min(max(rnd.gauss(s.prior_mean, s.prior_sd), s.minimum), s.maximum) for s in SIGNALS],
        spreads=[_spread(rnd, s) * (FLAT if flat else 1.0) for s in SIGNALS],
        steps=[s.smallest_step * (2 if every_second else 1) for s in SIGNALS],
        weekend=[rnd.gauss(0.2 if i == CRAVING else 0.0, 0.25) for i in range(len(SIGNALS))],
        improving=rnd.uniform(0, 0.8) if rnd.random() < 0.5 else 0.0,
        missing_logit=log(base / (1 - base)),
    )


def _spread(rnd: Random, signal: Signal) -> float:
    """Scaled inverse chi-squared with 4 degrees of freedom (fitted: 3-4), kept within a third and twice."""
    factor = SPREAD * sqrt(4 / (2 * rnd.gammavariate(2.0, 1.0)))
    return signal.prior_sd * min(max(factor, 1 / 3), 2.0)


def life(
    rnd: Random, who: Person, world: World, what: Episode, blip: tuple[int, frozenset[int]] | None
) -> list[Row]:
    """The answers of DAYS days, a row of None where the check-in was missed. `blip`: 4 SD on one day, if any."""
    latent = list(_latent(rnd, who, world))
    rows: list[Row] = []
    missed, away = False, 0
    for day, (distress, values) in enumerate(latent):
        away = max(away - 1, 0) or (rnd.randint(3, 7) if rnd.random() < 1 / world.absence_days else 0)
        missed = day > 0 and (away > 0 or rnd.random() < _chance_of_missing(who, what, day, distress, missed))
        shifts = [what.shift(i, day) + _blip(blip, i, day) for i in range(len(SIGNALS))]
        skipped = [rnd.random() < 0.03 for _ in SIGNALS]
        rows.append(
            [
                None if missed or skipped[i] else _answer(who, i, values[i] + shifts[i])
                for i in range(len(SIGNALS))
            ]
        )
    return rows


def _latent(rnd: Random, who: Person, world: World) -> Iterator[tuple[float, list[float]]]:
    keep = sqrt(1 - who.phi**2)
    common, own, drift = rnd.gauss(0, 1), [_t5(rnd) for _ in SIGNALS], [0.0] * len(SIGNALS)
    first_weekday, patch = rnd.randrange(7), 0
    for day in range(DAYS):
        common = who.phi * common + keep * rnd.gauss(0, 1)
        own = [who.phi * e + keep * _t5(rnd) for e in own]
        drift = [d + rnd.gauss(0, world.drift) for d in drift]
        patch = max(patch - 1, 0) or (2 if rnd.random() < 1 / 45 else 0)
        weekday = (first_weekday + day) % 7
        extra = (1.0 if patch else 0.0) - who.improving * min(day, 90) / 90
        values = [a * common + b * e + d + extra for (a, b), e, d in zip(WEIGHTS, own, drift, strict=True)]
        if weekday in WEEKEND:
            values = [v + w for v, w in zip(values, who.weekend, strict=True)]
        if weekday in MEETING_DAYS:
            values[CONTACTS] -= 1.0
        if rnd.random() < 1 / world.blip_days:
            values = [v + rnd.uniform(2, 4) if rnd.random() < 0.4 else v for v in values]
        yield common, values


def _t5(rnd: Random) -> float:
    """Student's t with 5 degrees of freedom, scaled to a spread of 1."""
    return rnd.gauss(0, 1) * sqrt(3 / (2 * rnd.gammavariate(2.5, 1.0)))


def _chance_of_missing(who: Person, what: Episode, day: int, distress: float, missed: bool) -> float:
    if what.kind == "silence" and day >= what.onset:
        return 0.88
    logit = who.missing_logit + 0.55 * missed + FATIGUE * day + 0.35 * distress
    if what.onset <= day < what.lapse:
        logit += what.missing_more
    return 1 / (1 + exp(-logit))


def _blip(blip: tuple[int, frozenset[int]] | None, signal: int, day: int) -> float:
    return 4.0 if blip is not None and blip[0] == day and signal in blip[1] else 0.0


def _answer(who: Person, i: int, latent: float) -> float:
    signal, step = SIGNALS[i], who.steps[i]
    value = who.means[i] + signal.sign * who.spreads[i] * latent
    return min(max(round(value / step) * step, signal.minimum), signal.maximum)
