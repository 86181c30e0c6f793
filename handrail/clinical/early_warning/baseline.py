"""The person's own usual: a mean and a spread that start at a prior, follow slowly, and forget.

Source: early-warning design 6.1, 1 and 7. Evidence (simulated, objective .706): a memory of 45 or 120 days gives
.701 or .706; learning from 14 days behind .701, but early changes are then found in .56 instead of .74;
kappa off by 4 times changes it by at most .015.
"""

from __future__ import annotations

from math import sqrt

from handrail.clinical.early_warning.memory import SignalMemory
from handrail.clinical.early_warning.signals import Signal

#: kappa and nu: how many answers the prior mean and the prior spread are worth.
MEAN_WEIGHT = 1.0
SPREAD_WEIGHT = 8.0
MEMORY_DAYS = 90
KEEP = 1 - 1 / MEMORY_DAYS
#: An answer moves the usual by no more than this many spreads.
LEARNING_LIMIT = 2.5
#: Neighbouring days are compared once the usual stands on this many answers.
NEIGHBOURS_FROM = 7
#: The spread is never taken below this part of the smallest step a person can answer in.
SMALLEST_SPREAD_IN_STEPS = 0.5


def prepare(memory: SignalMemory, signal: Signal) -> None:
    """Give a new or loaded memory the priors of its signal, and work out what follows from them."""
    memory.prior_squares = SPREAD_WEIGHT * signal.prior_sd**2
    memory.floor = (SMALLEST_SPREAD_IN_STEPS * signal.smallest_step) ** 2
    derive(memory)


def learn(memory: SignalMemory, answer: float) -> None:
    """Take an answer of seven days ago into the usual: mean, spread, and how alike neighbouring days are."""
    deviation = answer - memory.mean
    limit = LEARNING_LIMIT * memory.spread
    if deviation > limit:
        deviation = limit
    elif deviation < -limit:
        deviation = -limit
    before, score, count = memory.score, deviation / memory.spread, memory.count
    if before is not None and count >= NEIGHBOURS_FROM:
        memory.products += score * before
        memory.powers += (score * score + before * before) / 2
    memory.score = score
    memory.count = count = KEEP * count + 1
    move = deviation / (MEAN_WEIGHT + count)
    memory.mean += move
    memory.squares = KEEP * memory.squares + deviation * (deviation - move)
    derive(memory)


def derive(memory: SignalMemory) -> None:
    """The spread from what was learned."""
    variance = (memory.prior_squares + memory.squares) / (SPREAD_WEIGHT + memory.count)
    if variance < memory.floor:
        variance = memory.floor
    memory.variance = variance
    memory.spread = sqrt(variance)
