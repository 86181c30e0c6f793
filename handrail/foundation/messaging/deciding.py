"""What may be sent to one person now, what waits, and what is withheld and why. Values in, decision out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

#: The most that one person can choose for a day. Our own rule (design 9.10: at most one unless they ask for more).
MOST_A_DAY = 3
#: How far ahead a moment is looked for at which something may be sent.
AHEAD = timedelta(days=3)
#: How long a note that a phone did not take at once is still of use. Our own rule.
LASTS = timedelta(hours=1)


class Kind(StrEnum):
    """What a reminder is about. A crisis is outside budget and quiet hours, never outside what is safe."""

    CRISIS = "crisis"
    APPOINTMENT = "appointment"
    MESSAGE = "message"
    SCALE = "scale"
    PRACTICE = "practice"
    CHECK_IN = "check_in"


class Why(StrEnum):
    """Why a reminder did not go out."""

    TOO_LATE = "too_late"
    NOT_WANTED = "not_wanted"
    NO_WAY = "no_way"
    QUIET = "quiet"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Way:
    """One number or address. `allowed`: safe, shown to be theirs, and they let us write there."""

    key: int
    channel: str
    allowed: bool
    earliest: time | None = None
    latest: time | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How much somebody wants, when, and of what, on their own clock. Quiet from `quiet_from` until `quiet_until`."""

    per_day: int
    quiet_from: time
    quiet_until: time
    zone: ZoneInfo
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that waits: of use from `due_at` until `until_at`."""

    key: int
    kind: str
    due_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """`sent`: together in one message by `way`; `at_once`: about a crisis, by `crisis_way`; the others stay or end."""

    way: Way | None = None
    sent: tuple[int, ...] = ()
    crisis_way: Way | None = None
    at_once: tuple[int, ...] = ()
    later: Mapping[int, datetime] = field(default_factory=dict)
    withheld: Mapping[int, Why] = field(default_factory=dict)


def decide(
    now: datetime, pace: Pace, ways: Iterable[Way], waiting: Collection[Due], sent_today: int
) -> Decision:
    """About everything that waits for one person. `ways` in the order they like; what is not due yet is looked at
    too, so that a check-in does not take the place of an appointment later that day."""
    allowed = [way for way in ways if way.allowed]
    due = [one for one in waiting if one.due_at <= now]
    crisis = tuple(one.key for one in due if one.kind == Kind.CRISIS)
    withheld = {one.key: why for one in due if (why := _withheld(now, pace, allowed, one))}
    good = [one for one in due if one.key not in withheld and one.kind != Kind.CRISIS]
    moment = _moment(now, pace, allowed, waiting, good, sent_today)
    later = {one.key: moment for one in good if moment and now < moment < one.until_at}
    withheld |= {
        one.key: _no_moment(now, pace, allowed) for one in good if moment is None or moment >= one.until_at
    }
    sent = tuple(one.key for one in good if moment == now and one.key not in withheld)
    return Decision(
        way=_open_way(now, pace, allowed) if sent else None, sent=sent,
        crisis_way=allowed[0] if crisis and allowed else None, at_once=crisis if allowed else (),
        later=later, withheld=withheld,
    )  # fmt: skip


def _withheld(now: datetime, pace: Pace, allowed: list[Way], one: Due) -> Why | None:
    if not allowed:
        return Why.NO_WAY
    if one.kind == Kind.CRISIS:
        return None
    if one.until_at <= now:
        return Why.TOO_LATE
    return None if one.kind in pace.kinds and pace.per_day > 0 else Why.NOT_WANTED


def _no_moment(now: datetime, pace: Pace, allowed: list[Way]) -> Why:
    return Why.NO_ROOM if next_open(now, pace, allowed) == now else Why.QUIET


def _moment(
    now: datetime, pace: Pace, allowed: list[Way], waiting: Collection[Due], good: list[Due], sent_today: int
) -> datetime | None:
    # When what is due may go: now, later today together with something that matters more, or on the next day.
    found = next_open(now, pace, allowed) if good else None
    if found != now:
        return found
    if sent_today >= pace.per_day:
        return next_open(_next_day(now, pace.zone), pace, allowed)
    if sent_today == pace.per_day - 1 and all(one.kind != Kind.APPOINTMENT for one in good):
        return _place_kept(now, pace, allowed, waiting) or now
    return now


def _place_kept(now: datetime, pace: Pace, allowed: list[Way], waiting: Collection[Due]) -> datetime | None:
    coming = [
        at for one in waiting
        if one.kind == Kind.APPOINTMENT and one.due_at > now and one.kind in pace.kinds
        and (at := next_open(one.due_at, pace, allowed)) and at < min(_next_day(now, pace.zone), one.until_at)
    ]  # fmt: skip
    return min(coming, default=None)


def _open_way(at: datetime, pace: Pace, allowed: Iterable[Way]) -> Way | None:
    wall = at.astimezone(pace.zone).time()
    return next((way for way in allowed if _within(wall, way.earliest, way.latest)), None)


def next_open(at: datetime, pace: Pace, allowed: list[Way]) -> datetime | None:
    """The first moment from `at` on that is not quiet and at which some way is open; None within three days."""
    moment, last = at, at + AHEAD
    while moment < last:
        if is_quiet(moment, pace):
            moment = _next_time(moment, pace.quiet_until, pace.zone)
        elif _open_way(moment, pace, allowed):
            return moment
        else:
            opens = [_next_time(moment, way.earliest, pace.zone) for way in allowed if way.earliest]
            moment = min(opens, default=last)
    return None


def is_quiet(at: datetime, pace: Pace) -> bool:
    """Whether it is within their quiet hours, by the clock on their wall. From and until the same: never."""
    if pace.quiet_from == pace.quiet_until:
        return False
    return _within(at.astimezone(pace.zone).time(), pace.quiet_from, pace.quiet_until)


def lasts_until(now: datetime, pace: Pace) -> datetime:
    """Until when a carrier may hold on to what goes out now: a while, and never into their quiet hours."""
    if pace.quiet_from == pace.quiet_until:
        return now + LASTS
    return now if is_quiet(now, pace) else min(now + LASTS, _next_time(now, pace.quiet_from, pace.zone))


def _within(wall: time, first: time | None, last: time | None) -> bool:
    wall, first, last = wall.replace(fold=0), first or time.min, last or time.max
    return first <= wall < last if first <= last else wall >= first or wall < last


def _next_time(after: datetime, wall: time, zone: ZoneInfo) -> datetime:
    # Where a clock is set back a time comes twice, where it is set forward never: both readings are tried.
    day = after.astimezone(zone).date()
    found = [
        datetime.combine(day + timedelta(days=n), wall.replace(fold=fold), tzinfo=zone).astimezone(UTC)
        for n in range(3) for fold in (0, 1)
    ]  # fmt: skip
    return min(moment for moment in found if moment > after)


def _next_day(at: datetime, zone: ZoneInfo) -> datetime:
    day = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
