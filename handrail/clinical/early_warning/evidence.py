"""How far the last days stand from the usual, in all signals together, in the worse direction only.

Source: early-warning design 6.1, 4 to 6. Evidence (simulated, objective .706): two-sided .659; without
decorrelation .623; without the baseline's own uncertainty .693; without the small-sample term .698.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from handrail.clinical.early_warning.autocorrelation import long_inflation, short_inflation
from handrail.clinical.early_warning.baseline import MEAN_WEIGHT, SPREAD_WEIGHT
from handrail.clinical.early_warning.memory import SignalMemory

#: A window speaks from this many answers on, and a signal once its usual stands on this many.
ANSWERS_NEEDED = 2
BASELINE_NEEDED = 3
#: Correlation between signals: .25, with 5 % ridge.
CORRELATION = 0.25 * 0.95


def normal_score(memory: SignalMemory, count: int, excess: float, inflation: float) -> float:
    """z of a window whose `count` held answers add to `excess` (above 0) more than usual.

    The t of step 4 and the z of step 5 are one fraction, so that one square root serves both.
    """
    variance = memory.variance * count * (inflation + count / (MEAN_WEIGHT + memory.count))
    tail = 0.5 / (SPREAD_WEIGHT + memory.count)
    return (1 - tail / 2) * excess / sqrt(variance + tail * excess * excess)


def strongest(memories: Sequence[SignalMemory]) -> float:
    """Q: the larger of the two windows."""
    short = short_squares = long = long_squares = 0.0
    for memory in memories:
        if memory.count < BASELINE_NEEDED:
            continue
        count = memory.count3
        excess = memory.sum3 - count * memory.mean
        if excess > 0.0 and count >= ANSWERS_NEEDED:
            score = normal_score(memory, count, excess, short_inflation(memory.phi))
            short += score
            short_squares += score * score
        count = memory.count7
        excess = memory.sum7 - count * memory.mean
        if excess > 0.0 and count >= ANSWERS_NEEDED:
            score = normal_score(memory, count, excess, long_inflation(memory.phi))
            long += score
            long_squares += score * score
    signals = len(memories)
    return max(joined(short, short_squares, signals), joined(long, long_squares, signals))


def joined(total: float, squares: float, signals: int) -> float:
    """Q of one window: z' R^-1 z for equally correlated signals, from the sum and the sum of squares of z."""
    return (squares - CORRELATION * total * total / (1 + (signals - 1) * CORRELATION)) / (1 - CORRELATION)


def scores(memories: Sequence[SignalMemory]) -> tuple[list[float], list[float]]:
    """z of every signal in the 3-day and in the 7-day window, 0 where it is not worse than usual."""
    short = [_score(m, m.count3, m.sum3, short_inflation(m.phi)) for m in memories]
    return short, [_score(m, m.count7, m.sum7, long_inflation(m.phi)) for m in memories]


def _score(memory: SignalMemory, count: int, total: float, inflation: float) -> float:
    excess = total - count * memory.mean
    if excess <= 0.0 or count < ANSWERS_NEEDED or memory.count < BASELINE_NEEDED:
        return 0.0
    return normal_score(memory, count, excess, inflation)


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
