"""How far the last days stand from the usual, in all signals together, in the worse direction only.

Source: early-warning design 6.1, 4 to 6. Evidence (simulated, objective .706): two-sided .659; without
decorrelation .623; without the baseline's own uncertainty .693; without the small-sample term .698.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from handrail.clinical.early_warning.autocorrelation import autocorrelation, long_inflation, short_inflation
from handrail.clinical.early_warning.baseline import MEAN_WEIGHT, SPREAD_WEIGHT
from handrail.clinical.early_warning.memory import SignalMemory

#: A window speaks from this many answers on, and a signal once its usual stands on this many.
ANSWERS_NEEDED = 2
BASELINE_NEEDED = 3
#: Correlation between signals: .25, with 5 % ridge.
CORRELATION = 0.25 * 0.95


#: z in the 3-day and in the 7-day window.
Pair = tuple[float, float]
NOTHING: Pair = (0.0, 0.0)


def normal_scores(memory: SignalMemory) -> Pair:
    """z of both windows: 0 where a window is no worse than usual, or holds too little.

    The t of step 4 and the z of step 5 are one fraction, so that one square root serves both.
    """
    behind, mean = memory.count, memory.mean
    if behind < BASELINE_NEEDED:
        return NOTHING
    short, long = memory.sum3 - memory.count3 * mean, memory.sum7 - memory.count7 * mean
    if short <= 0.0 and long <= 0.0:
        return NOTHING
    doubt, tail = 1 / (MEAN_WEIGHT + behind), 0.5 / (SPREAD_WEIGHT + behind)
    phi, shrink = autocorrelation(memory.products, memory.powers), 1 - tail / 2
    count = memory.count3
    if short > 0.0 and count >= ANSWERS_NEEDED:
        variance = memory.variance * count * (short_inflation(phi) + count * doubt)
        short *= shrink / sqrt(variance + tail * short * short)
    else:
        short = 0.0
    count = memory.count7
    if long > 0.0 and count >= ANSWERS_NEEDED:
        variance = memory.variance * count * (long_inflation(phi) + count * doubt)
        long *= shrink / sqrt(variance + tail * long * long)
    else:
        long = 0.0
    return short, long


def strongest(memories: Sequence[SignalMemory]) -> float:
    """Q: the larger of the two windows."""
    short = short_squares = long = long_squares = 0.0
    for memory in memories:
        pair = normal_scores(memory)
        if pair is not NOTHING:
            score, longer = pair
            short += score
            short_squares += score * score
            long += longer
            long_squares += longer * longer
    signals = len(memories)
    of_short, of_long = joined(short, short_squares, signals), joined(long, long_squares, signals)
    return of_short if of_short > of_long else of_long


def joined(total: float, squares: float, signals: int) -> float:
    """Q of one window: z' R^-1 z for equally correlated signals, from the sum and the sum of squares of z."""
    return (squares - CORRELATION * total * total / (1 + (signals - 1) * CORRELATION)) / (1 - CORRELATION)


def scores(memories: Sequence[SignalMemory]) -> tuple[list[float], list[float]]:
    """z of every signal in the 3-day and in the 7-day window."""
    pairs = [normal_scores(memory) for memory in memories]
    return [short for short, _ in pairs], [long for _, long in pairs]


def combine(scores: Sequence[float]) -> float:
    """Q of one window from its scores."""
    return joined(sum(scores), sum(z * z for z in scores), len(scores))


def shares(scores: Sequence[float]) -> list[float]:
    """Each signal's part of Q; they add to 1. A signal far behind the others can hold a small negative part."""
    whole = combine(scores)
    if whole <= 0.0:
        return [0.0] * len(scores)
    common = CORRELATION * sum(scores) / (1 + (len(scores) - 1) * CORRELATION)
    return [z * (z - common) / (1 - CORRELATION) / whole for z in scores]
