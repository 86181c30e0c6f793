"""Which backups stay: every one of some days, then one a week and one a month, and always the last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.operations.backup.segments import Segment


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long: `days` with every moment in them, then the newest of each of `weeks` and of each of `months`."""

    days: int = 35
    weeks: int = 8
    months: int = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A whole backup as retention sees it: its end (aware) and the places of WAL that it needs, both included."""

    name: str
    at: datetime
    first: int
    last: int


def kept(backups: Collection[Held], now: datetime, keeping: Keeping) -> set[Held]:
    """Those that stay. The last one stays however old it is."""
    newest_first = sorted(backups, key=lambda one: (one.at, one.name), reverse=True)
    return {
        *newest_first[:1],
        *_daily(newest_first, now, keeping),
        *_newest_of_each(newest_first, lambda at: at.isocalendar()[:2], now - timedelta(weeks=keeping.weeks)),
        *_newest_of_each(
            newest_first, lambda at: (at.year, at.month), now - timedelta(days=31 * keeping.months)
        ),
    }


def _daily(newest_first: list[Held], now: datetime, keeping: Keeping) -> list[Held]:
    """All since `days` ago, and the one before them: the first moment of the first day is reached from it."""
    since = now - timedelta(days=keeping.days)
    young = [one for one in newest_first if one.at >= since]
    return newest_first[: len(young) + 1]


def _newest_of_each(
    newest_first: list[Held], period: Callable[[datetime], Hashable], since: datetime
) -> Iterable[Held]:
    seen: dict[Hashable, Held] = {}
    for one in newest_first:
        if one.at >= since:
            seen.setdefault(period(one.at), one)
    return seen.values()


def unneeded(
    segments: Iterable[Segment], backups: Collection[Held], now: datetime, keeping: Keeping
) -> set[Segment]:
    """WAL that no kept backup needs, neither to be whole nor to reach a later moment of the days kept."""
    stay = kept(backups, now, keeping)
    if not stay:
        return set()
    newest_first = sorted(backups, key=lambda one: (one.at, one.name), reverse=True)
    onward = min(one.first for one in _daily(newest_first, now, keeping))
    return {
        segment
        for segment in segments
        if segment.place < onward and not any(one.first <= segment.place <= one.last for one in stay)
    }
