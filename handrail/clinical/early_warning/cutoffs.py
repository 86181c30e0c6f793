"""How much evidence it takes: set once by simulation to a budget of false alerts, by number of signals.

Source: early-warning design 6.1 (tables) and 6.2 (fewer check-ins a week). Budgets are alerts per stable person and
month. Evidence (simulated, transfer trial, default .51): .45-.69 with other autocorrelation, .60 with twice the
missing days, .62 with three times the absences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

#: h_Q for K = 1 to 7 signals.
Q_AT_HALF = (3.2, 4.7, 5.8, 6.7, 7.5, 8.3, 9.2)
Q_AT_HALF_WITHOUT_SILENCE = (2.7, 4.1, 5.2, 6.0, 6.8, 7.5, 8.3)
Q_AT_QUARTER = (4.3, 5.9, 7.1, 8.1, 8.9, 9.8, 10.8)
S_AT_HALF, S_AT_QUARTER = 5.44, 7.13
#: h_Q at 3 and 2 check-ins a week over h_Q at 7, as measured (6.6, 5.0 and 10.3).
SPARSER = ((2.0, 5.0 / 10.3), (3.0, 6.6 / 10.3), (7.0, 1.0))
HALF_A_MONTH, QUARTER_A_MONTH = 0.5, 0.25


class UnknownSensitivity(ValueError):
    """No cut-off was measured for what was asked."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One setting. Budgets are alerts and strong alerts per stable person and month, None where not measured;

    `watch_measured`: whether the watch line was measured with it.
    """

    by_signals: tuple[float, ...]
    silence: float
    only_strong: bool
    budget: float
    strong_budget: float | None
    watch_measured: bool


SENSITIVITIES: Mapping[str, Sensitivity] = MappingProxyType(
    {
        "default": Sensitivity(Q_AT_HALF, S_AT_HALF, False, HALF_A_MONTH, QUARTER_A_MONTH, True),
        "only_strong": Sensitivity(Q_AT_HALF, S_AT_HALF, True, QUARTER_A_MONTH, QUARTER_A_MONTH, True),
        "fewer": Sensitivity(Q_AT_QUARTER, S_AT_QUARTER, False, QUARTER_A_MONTH, None, False),
        "without_silence": Sensitivity(Q_AT_HALF_WITHOUT_SILENCE, inf, False, HALF_A_MONTH, None, False),
    }
)


def sensitivity(name: str) -> Sensitivity:
    """The setting of that name, or UnknownSensitivity."""
    if name not in SENSITIVITIES:
        raise UnknownSensitivity(f"{name!r} is not a sensitivity; choose {', '.join(SENSITIVITIES)}.")
    return SENSITIVITIES[name]


def signal_cutoff(setting: Sensitivity, signals: int, answers_per_week: float) -> float:
    """h_Q for that many signals, each expected that many times a week (0 to 7)."""
    if signals > len(setting.by_signals):
        most = len(setting.by_signals)
        raise UnknownSensitivity(
            f"Cut-offs were measured for up to {most} signals, not {signals}; choose fewer."
        )
    if not 0 < answers_per_week <= 7:
        raise UnknownSensitivity(f"Answers per week lie above 0 and up to 7, not {answers_per_week:g}.")
    return setting.by_signals[signals - 1] * _sparser(answers_per_week)


def _sparser(per_week: float) -> float:
    """Straight lines between the measured points; below 2 a week the lowest measured one holds."""
    for (few, low), (more, high) in zip(SPARSER, SPARSER[1:], strict=False):
        if per_week <= more:
            return low + (high - low) * max(0.0, per_week - few) / (more - few)
    return 1.0
