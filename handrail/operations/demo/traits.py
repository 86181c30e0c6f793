"""What makes each person different: their usual answers, how often they check in, how they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp, log
from random import Random

from handrail.foundation.measures.models import ANSWERS

#: Typical level, spread of people's levels, typical day-to-day spread. Levels as in the early-warning design 6.1.
TYPICAL = {
    "mood": (6.3, 1.2, 1.4),
    "craving": (2.0, 1.3, 1.3),
    "stress": (4.0, 1.3, 1.4),
    "sleep_hours": (7.0, 0.8, 1.1),
    "sleep_quality": (6.2, 1.2, 1.4),
    "confidence": (7.3, 1.1, 1.2),
    "contacts": (2.7, 1.0, 1.3),
}
SHORT_FORM = ("mood", "craving")
THIRD_QUESTIONS = ("sleep_quality", "sleep_hours", "stress", "confidence")
#: Use is told in 0.7 % to 37 % of a person's check-ins, 2.7 % over all.
LEAST_USE, MOST_USE, USE_SHAPE = 0.007, 0.37, (0.24, 4.6)
LANGUAGES = (("en", 0.86), ("es", 1.0))


@dataclass(frozen=True, slots=True)
class Traits:
    """`usual` maps a question to level and spread; `eager` is the share of days with a check-in."""

    usual: dict[str, tuple[float, float]]
    questions: tuple[str, ...]
    third: str
    carry: float
    eager: float
    use: float
    severity: float
    better: float
    minute: int
    scale_every: int
    language: str
    born_on: date


def draw_traits(rng: Random, today: date) -> Traits:
    """Somebody new."""
    third = rng.choices(THIRD_QUESTIONS, (5, 1, 2, 2))[0]
    everything = rng.random() < 0.45
    return Traits(
        usual={name: _usual(name, rng) for name in ANSWERS},
        questions=tuple(ANSWERS) if everything else (*SHORT_FORM, third),
        third=third,
        carry=min(max(rng.gauss(0.25, 0.16), 0.0), 0.75),
        eager=min(max(rng.betavariate(2.4, 2.4), 0.06), 0.96),
        use=min(LEAST_USE + rng.betavariate(*USE_SHAPE) * MOST_USE, MOST_USE),
        severity=min(max(rng.gauss(11, 4.5), 2), 23),
        better=rng.uniform(0.2, 0.8) if rng.random() < 0.5 else rng.uniform(-0.1, 0.15),
        minute=_habit(rng),
        scale_every=rng.choice((14, 21, 28, 28, 35)),
        language=_language(rng),
        born_on=date(today.year - rng.randrange(19, 71), rng.randrange(1, 13), rng.randrange(1, 29)),
    )


def _usual(name: str, rng: Random) -> tuple[float, float]:
    level, between, within = TYPICAL[name]
    low, high = ANSWERS[name]
    mean = min(max(rng.gauss(level, between), low + 0.4), high - 0.8)
    return mean, within * exp(rng.gauss(0, 0.25))


def _habit(rng: Random) -> int:
    """The minute of the day: two in five check in between eight and half past nine in the evening."""
    if rng.random() < 0.4:
        return rng.randrange(20 * 60, 21 * 60 + 20)
    return rng.randrange(7 * 60, 19 * 60)


def _language(rng: Random) -> str:
    drawn = rng.random()
    return next(code for code, up_to in LANGUAGES if drawn < up_to)


def odds(share: float) -> float:
    """ln(p / (1 - p))."""
    return log(share / (1 - share))
