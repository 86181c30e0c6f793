"""`handrail pager status`: whether somebody would be called now, and about what."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.ledger import beside
from handrail.foundation.ledger.models import Heartbeat
from handrail.operations.pager import LOOP
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Alert, FollowUp
from handrail.pillars.crisis.moment import database_clock
from handrail.pillars.crisis.roster import AHEAD, first_on_call, gaps

LATE = timedelta(seconds=30)


def status() -> tuple[int, str]:
    """Exit code 1 when the pager is silent, nobody is on call, something overdue waits or does not open."""
    now = database_clock()
    lines = [_pager(now), _on_call(now), _gaps(now), *_alerts(now), _spool(), _follow_ups(now)]
    width = max(len(name) for name, _says, _well in lines)
    text = "\n".join(f"{'  ' if well else '! '}{name:{width}}  {says}" for name, says, well in lines)
    return (0 if all(well for *_told, well in lines) else 1), text


Line = tuple[str, str, bool]


def _pager(now: datetime) -> Line:
    beat = Heartbeat.objects.filter(loop=LOOP).first()
    if beat is None:
        return "Pager", "never heard", False
    age = now - beat.at
    return "Pager", f"last heard {age.total_seconds():.0f} s ago", age <= LATE


def _on_call(now: datetime) -> Line:
    shift = first_on_call(now)
    if shift is None:
        return "On call", "nobody: supervisors are called first", False
    return "On call", f"{shift.worker} until {shift.until_at:%Y-%m-%d %H:%M} UTC", True


def _gaps(now: datetime) -> Line:
    found = gaps(now, now + AHEAD)
    hours = sum((last - first).total_seconds() for first, last in found) / 3600
    return (
        "Next 7 days",
        f"{hours:.0f} h without anybody on call" if found else "somebody is on call always",
        not found,
    )


def _alerts(now: datetime) -> list[Line]:
    open_now = Alert.objects.open()
    waiting, late = open_now.held_by_nobody().count(), open_now.filter(due_at__lt=now - LATE).count()
    said = f"{open_now.count()}, of which nobody has {waiting}"
    return [("Open alerts", said, True), ("Overdue calls", str(late), late == 0)]


def _spool() -> Line:
    waiting, unread = spool.waiting() + beside.waiting(), spool.broken() + beside.broken()
    return (
        "Kept beside the database",
        f"{waiting} to bring in, {unread} that do not open",
        not (waiting or unread),
    )


def _follow_ups(now: datetime) -> Line:
    due = FollowUp.objects.filter(done_at=None)
    late = due.filter(due_at__lt=now).count()
    return "Next-day calls", f"{due.count()} to make, {late} past their time", True
