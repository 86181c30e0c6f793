"""A validated scale that moved: PHQ-9 and GAD-7 by points, any other by what its reliability allows.

Source: early-warning design 6.2, direct rules. The general rule is the reliable change index (Jacobson and Truax
1991) around the person's own mean; where an instrument's own reliable change is published, in points, it is that.
Evidence: PHQ-9 +5 and GAD-7 +4 as given there; instruments keep their own published reliable-change points for reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from types import MappingProxyType

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding
from handrail.clinical.instruments.scale import Instrument

ACTION = "Look at it together at the next contact; bring the next appointment forward if the person agrees."
#: 95 % of chance differences between two scores lie within this many standard errors.
Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Worse by `points` or more, or crossing `crossing` from below."""

    points: int
    crossing: int


POINTS: Mapping[str, PointsRule] = MappingProxyType({"phq9": PointsRule(5, 10), "gad7": PointsRule(4, 10)})


def scale_points(instrument: str, previous: float, current: float) -> DirectFinding | None:
    """PHQ-9 or GAD-7 worse than the total before, in points; None for any other instrument."""
    rule = POINTS.get(instrument)
    if rule is None:
        return None
    if current - previous >= rule.points:
        return _finding(instrument, f"rose from {previous:g} to {current:g}")
    if previous < rule.crossing <= current:
        return _finding(instrument, f"reached {rule.crossing} (from {previous:g} to {current:g})")
    return None


def scale_change(
    instrument: str, mean: float, current: float, *, sd: float, reliability: float
) -> DirectFinding | None:
    """|current - the person's mean| of at least 1.96 sqrt(2) SD sqrt(1 - reliability), in either direction."""
    needed = reliable_change(sd, reliability)
    if abs(current - mean) < needed:
        return None
    return _finding(instrument, f"changed from a usual {mean:.1f} to {current:g}")


def scale_worsening(asked: Instrument, earlier: Sequence[float], now: float) -> DirectFinding | None:
    """Any other scale with a published reliable change: worse by it than the person's mean of the totals before, oldest
    first. Told when it comes about, not again while it lasts."""
    if (
        asked.id in POINTS
        or not _is_worse(asked, earlier, now)
        or _is_worse(asked, earlier[:-1], earlier[-1])
    ):
        return None
    return _finding(asked.id, f"changed from a usual {fmean(earlier):.1f} to {now:g}")


def _is_worse(asked: Instrument, earlier: Sequence[float], now: float) -> bool:
    points = asked.change.reliable_points
    if points is None or not earlier:
        return False
    rise = now - fmean(earlier)
    return (rise if asked.scoring.higher_is == "worse" else -rise) >= points


def reliable_change(sd: float, reliability: float) -> float:
    """The smallest difference that chance alone rarely makes. ValueError outside sd > 0, 0 <= reliability < 1."""
    if not (sd > 0 and 0 <= reliability < 1):
        raise ValueError(
            f"A spread above 0 and a reliability from 0 to below 1 are needed, not {sd}, {reliability}."
        )
    return Z_95 * sqrt(2) * sd * sqrt(1 - reliability)


def change_rule(instrument: str) -> str:
    """The id of the rule that a scale moved."""
    return f"scale_change_{instrument}"


def _finding(instrument: str, what: str) -> DirectFinding:
    return DirectFinding(change_rule(instrument), PRIORITY, f"{instrument} {what}.", ACTION)
