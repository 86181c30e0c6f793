"""What crises come to, computed from facts: how soon somebody answered, how long it lasted, whether it came again.

Source: trust/requirements.md (small cells) and protocols.md 3.4 ("report suppressed cells (under 11)": design). Nobody types
a time: each comes from the log. A cell that could show one person is not shown, nor one that could be worked out from
the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from handrail.clinical.small_cells import too_few
from handrail.clinical.triage.staying_close import repeated

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Crisis:
    """One alert that was closed. `person` tells crises of one person apart and says nothing else."""

    person: int | None
    raised_at: datetime
    answered_at: datetime | None
    closed_at: datetime
    set_off: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """None where there are too few to tell. Times are medians."""

    count: int | None
    to_contact: timedelta | None
    to_settled: timedelta | None
    again_within_30_days: int | None
    set_off: Mapping[str, int | None]


def numbers_of(crises: Sequence[Crisis]) -> Numbers:
    """Everything together."""
    answered = [one.answered_at - one.raised_at for one in crises if one.answered_at]
    lasted = [one.closed_at - one.raised_at for one in crises]
    counts: dict[str, int] = {}
    for one in crises:
        if one.set_off:
            counts[one.set_off] = counts.get(one.set_off, 0) + 1
    return Numbers(
        _shown(len(crises)), _median(answered), _median(lasted), _shown(_repeats(crises)), suppressed(counts),
    )  # fmt: skip


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Small cells left out; when there is only one, the next smallest too, so that no sum gives it away."""
    small = {name for name, n in counts.items() if too_few(n)}
    rest = sorted((n, name) for name, n in counts.items() if name not in small)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    return {name: None if name in small else n for name, n in counts.items()}


def _shown(count: int) -> int | None:
    return None if too_few(count) else count


def _median(spans: Sequence[timedelta]) -> timedelta | None:
    if too_few(len(spans)):
        return None
    return timedelta(seconds=median(span.total_seconds() for span in spans))


def _repeats(crises: Sequence[Crisis]) -> int:
    ended: dict[int, list[datetime]] = {}
    count = 0
    for one in sorted(crises, key=lambda crisis: crisis.raised_at):
        if one.person is None:
            continue
        count += repeated(ended.get(one.person, []), one.raised_at)
        ended.setdefault(one.person, []).append(one.closed_at)
    return count
