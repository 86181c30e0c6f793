"""What is listened to: each signal's range, its worse direction, and where a person's usual starts from.

Source: early-warning design 6.1 (default priors, until a programme has 100 people x 30 days) and 9 (ranges).
Evidence: a prior mean off by 1.5 points or a prior spread off by half changes the objective by at most .015 of .71.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import fmean
from types import MappingProxyType

HIGHER_IS_WORSE = "higher_is_worse"
LOWER_IS_WORSE = "lower_is_worse"

#: Spread of one person's answers to a 0-10 item around their own mean.
SPREAD_OF_TEN_POINTS = 1.7
TEN_POINTS = 10.0
#: Craving asks for the strongest urge, so of several answers on one day the highest counts.
STRONGEST_COUNTS = frozenset({"craving"})


class UnknownSignal(ValueError):
    """A signal was named that has no definition, or a definition that cannot be used."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One question asked each day. Range, prior mean and spread in the units of the answer."""

    name: str
    minimum: float
    maximum: float
    direction: str
    prior_mean: float
    prior_sd: float
    smallest_step: float

    @property
    def sign(self) -> float:
        """+1 where more is worse, -1 where less is worse: sign x answer is larger when worse."""
        return 1.0 if self.direction == HIGHER_IS_WORSE else -1.0


def _ten_points(name: str, direction: str, typical: float) -> Signal:
    return Signal(name, 0, TEN_POINTS, direction, typical, SPREAD_OF_TEN_POINTS, 1)


KNOWN: Mapping[str, Signal] = MappingProxyType(
    {
        "craving": _ten_points("craving", HIGHER_IS_WORSE, 2.0),
        "mood": _ten_points("mood", LOWER_IS_WORSE, 6.3),
        "sleep_hours": Signal("sleep_hours", 0, 24, LOWER_IS_WORSE, 7.0, 1.4, 0.5),
        "sleep_quality": _ten_points("sleep_quality", LOWER_IS_WORSE, 6.2),
        "contacts": Signal("contacts", 0, 15, LOWER_IS_WORSE, 2.7, 1.6, 1),
        "stress": _ten_points("stress", HIGHER_IS_WORSE, 4.0),
        "confidence": _ten_points("confidence", LOWER_IS_WORSE, 7.3),
    }
)


def scale(name: str, minimum: float, maximum: float, direction: str, smallest_step: float = 1) -> Signal:
    """A signal the design does not know, with the priors of a 0-10 item stretched to its range.

    The spread is 1.7 tenths of the range. The mean is where the known 0-10 items of the same direction stand on
    average (3.0 or 6.6 tenths): within 1.5 points of each of them, which the design found to make no difference.
    """
    if direction not in (HIGHER_IS_WORSE, LOWER_IS_WORSE):
        raise UnknownSignal(
            f"{name}: the direction is {HIGHER_IS_WORSE} or {LOWER_IS_WORSE}, not {direction!r}."
        )
    width = maximum - minimum
    if not (isfinite(minimum) and isfinite(maximum) and width > 0):
        raise UnknownSignal(
            f"{name}: the highest answer must be above the lowest ({minimum:g} to {maximum:g})."
        )
    if not 0 < smallest_step <= width:
        raise UnknownSignal(
            f"{name}: the smallest step must be above 0 and within the range, not {smallest_step:g}."
        )
    tenth = width / TEN_POINTS
    mean = minimum + _typical(direction) * tenth
    return Signal(name, minimum, maximum, direction, mean, SPREAD_OF_TEN_POINTS * tenth, smallest_step)


def _typical(direction: str) -> float:
    alike = (s for s in KNOWN.values() if s.maximum == TEN_POINTS and s.direction == direction)
    return fmean(s.prior_mean for s in alike)


def resolve(wanted: Iterable[str | Signal]) -> tuple[Signal, ...]:
    """Names become the known signals; signals stay. UnknownSignal for an unknown, doubled or absent one."""
    signals = tuple(_one(item) for item in wanted)
    names = [signal.name for signal in signals]
    if not signals:
        raise UnknownSignal("At least one signal is needed.")
    if len(set(names)) < len(names):
        raise UnknownSignal(f"A signal is named twice: {', '.join(names)}.")
    return signals


def _one(item: str | Signal) -> Signal:
    if isinstance(item, Signal):
        return item
    if item not in KNOWN:
        raise UnknownSignal(f"{item!r} is not a known signal; known are {', '.join(KNOWN)}.")
    return KNOWN[item]


def answer_of_the_day(name: str, given: Sequence[float]) -> float:
    """Several answers on one day become one: the highest craving, the mean of anything else."""
    return max(given) if name in STRONGEST_COUNTS else fmean(given)
