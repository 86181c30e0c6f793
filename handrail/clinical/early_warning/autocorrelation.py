"""Days resemble their neighbours, so a mean of w days is less certain than w separate answers.

Source: early-warning design 6.1, 3. Evidence (simulated): without this term false alerts swing .33-.94 a
person-month between worlds with autocorrelation .05 and .5; with it .41-.67.
"""

from __future__ import annotations

#: Where the estimate starts (lag-1 of real diaries: median .17 to .20), and how many pairs of days that is worth.
TYPICAL = 0.17
TYPICAL_WEIGHT = 20.0
HIGHEST = 0.6


def autocorrelation(products: float, powers: float) -> float:
    """Lag-1 autocorrelation from the sums A (neighbours' products) and B (their mean squares), kept in [0, .6]."""
    estimate = (products + TYPICAL_WEIGHT * TYPICAL) / (powers + TYPICAL_WEIGHT)
    if estimate < 0.0:
        return 0.0
    return HIGHEST if estimate > HIGHEST else estimate


def coefficients(days: int) -> tuple[float, ...]:
    """c_j of V_w = 1 + c_1 phi + c_2 phi^2 + ...: twice (1 - j/w) for j below w."""
    return tuple(2 * (1 - j / days) for j in range(1, days))


_S1, _S2 = coefficients(3)
_L1, _L2, _L3, _L4, _L5, _L6 = coefficients(7)


def short_inflation(phi: float) -> float:
    """V_3: how much wider the variance of a 3-day mean is than that of separate answers."""
    return 1 + phi * (_S1 + phi * _S2)


def long_inflation(phi: float) -> float:
    """V_7, the same for seven days."""
    return 1 + phi * (_L1 + phi * (_L2 + phi * (_L3 + phi * (_L4 + phi * (_L5 + phi * _L6)))))
