"""Has a total really moved? Only by the points the instrument's own authors or users published."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.clinical.instruments.scale import ChangeRule, Evidence, Instrument


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in points. `verdict` is reliable_improvement, reliable_worsening, possible_improvement,

    possible_worsening, no_reliable_change, or not_published where no value exists to judge by. `response` takes the
    earlier total for the baseline; it, `remission` and `recovered` are None where the instrument has no such line.
    """

    previous: int
    current: int
    difference: int
    verdict: str
    reliable_points: int | None
    evidence: Evidence
    response: bool | None = None
    remission: bool | None = None
    recovered: bool | None = None


def change(instrument: Instrument, previous: int, current: int) -> Change:
    """The change from an earlier total to this one, both on the instrument's own scale."""
    rule = instrument.change
    verdict = _verdict(instrument, current - previous)
    return Change(
        previous, current, current - previous, verdict, rule.reliable_points, rule.evidence,
        response=_response(rule, previous, current),
        remission=None if rule.remission_below is None else current < rule.remission_below,
        recovered=None if rule.recovered_at_or_below is None else current <= rule.recovered_at_or_below,
    )  # fmt: skip


def _response(rule: ChangeRule, previous: int, current: int) -> bool | None:
    if rule.response_percent is None:
        return None
    return previous > 0 and 100 * (previous - current) >= rule.response_percent * previous


def _verdict(instrument: Instrument, difference: int) -> str:
    rule = instrument.change
    if rule.reliable_points is None:
        return "not_published"
    better = difference < 0 if instrument.scoring.higher_is == "worse" else difference > 0
    direction = "improvement" if better else "worsening"
    if abs(difference) >= rule.reliable_points:
        return f"reliable_{direction}"
    if rule.possible_points is not None and abs(difference) >= rule.possible_points:
        return f"possible_{direction}"
    return "no_reliable_change"


@dataclass(frozen=True, slots=True)
class RealChange:
    """A total that differs reliably from an earlier one. `since` is the earlier one's place in the row."""

    since: int
    change: Change


def real_changes(instrument: Instrument, totals: Sequence[int]) -> list[RealChange | None]:
    """For each total, oldest first, the reliable change it brought, or None.

    Compared is with the first, and after a reliable change with the total that brought it.
    """
    found: list[RealChange | None] = []
    anchor = 0
    for place, total in enumerate(totals):
        one = change(instrument, totals[anchor], total)
        reliable = one.verdict.startswith("reliable_")
        found.append(RealChange(anchor, one) if reliable else None)
        anchor = place if reliable else anchor
    return found
