"""A strong urge told again, or one well above what somebody told before, in answers to *craving right now*.

Source: the history rule of its definition (7 or more on 2 of the last 3 days, or 3 points above the mean of the 14
days before). Evidence: design. At least three earlier answers make a mean: design. The answer just given is itself a
strong one in the first, so that a quiet evening raises nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

STRONG_FROM = 7
DAYS, OF_THE_LAST = 2, 3
ABOVE, MEAN_OF_DAYS, LEAST_ANSWERS = 3, 14, 3

PIECE, ITEM = "craving_now", "craving_now_1"
AGAIN = DirectFinding(
    "craving_now_again",
    PRIORITY,
    "Craving right now: strong again, or well above what they told before.",
    "Offer contact; look at the coping plan together.",
)


def craving_again(told: Sequence[tuple[int, float]]) -> DirectFinding | None:
    """`told`: (day, place), oldest first, the answer just given last."""
    if not told:
        return None
    today, now = told[-1]
    strong = {day for day, place in told if place >= STRONG_FROM and today - day < OF_THE_LAST}
    if now >= STRONG_FROM and len(strong) >= DAYS:
        return AGAIN
    before = [place for day, place in told[:-1] if today - day <= MEAN_OF_DAYS]
    return AGAIN if len(before) >= LEAST_ANSWERS and now - fmean(before) >= ABOVE else None
