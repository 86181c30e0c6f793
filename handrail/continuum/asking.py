"""Scales asked for by themselves: what measures schedules, with the sessions that scheduling has booked or kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.each_alone import each_alone, resting
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Schedule
from handrail.foundation.measures.queries import schedules_to_look_at
from handrail.foundation.scheduling.events import AppointmentMoved
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import local

#: A session is a meeting with counseling, looked for this far ahead.
STRAND, AHEAD = "counsel", timedelta(days=3)
#: It took place, at the time or later.
KEPT = (Appointment.Status.FULFILLED, Appointment.Status.LATE)
#: It will not be then.
OFF = (Appointment.Status.CANCELLED, Appointment.Status.MOVED)


def ask_due(now: datetime) -> int:
    """Ask whoever is due now; returns how many. Each schedule is a transaction of its own, looked at now and then."""
    due = schedules_to_look_at(now).exclude(pk__in=resting("scales_asked", now))
    waiting = dict(due.values_list("pk", "when"))
    if not waiting:
        return 0
    sessions = next_sessions(now) if Schedule.When.SESSION in waiting.values() else {}
    act = Act(actor=None, at=now, via="clock")
    return each_alone(
        "scales_asked", waiting, lambda key: measures.ask_scheduled(key, sessions, act=act), now=now
    ).count()


def ask_after_session(entry: Entry, act: Act) -> None:
    """A session was kept: ask what is asked after one, of the day it was on by the person's own clock."""
    if entry.facts.get("status") not in KEPT or entry.facts.get("strand") != STRAND:
        return
    kept = Appointment.objects.select_related("person").get(pk=entry.subject or 0)
    day = local(kept.person, kept.starts_at).date()
    measures.ask_after_session(kept.person, day=day, act=act)


def follow_session(entry: Entry, act: Act) -> None:
    """A session was moved or cancelled: what was asked before it is due with the next one; with none booked it stays."""
    if entry.facts.get("strand") != STRAND:
        return
    one = Appointment.objects.select_related("person").get(pk=entry.subject or 0)
    moved = entry.kind == AppointmentMoved.kind
    if not moved and entry.facts.get("status") not in OFF:
        return
    was = datetime.fromisoformat(str(entry.facts["was"])) if moved else one.starts_at
    ahead = Appointment.objects.booked().filter(person=one.person, strand=STRAND, ends_at__gt=act.at)
    following = ahead.order_by("starts_at", "pk").first()
    if following is not None:
        was_on, day = (local(one.person, at).date() for at in (was, following.starts_at))
        measures.follow_session(one.person, was=was_on, day=day, act=act)


def next_sessions(now: datetime) -> Mapping[int, date]:
    """The day of each person's next session, on their own clock."""
    booked = Appointment.objects.booked().filter(strand=STRAND, ends_at__gt=now, starts_at__lt=now + AHEAD)
    found: dict[int, date] = {}
    for one in booked.select_related("person").order_by("starts_at", "pk"):
        found.setdefault(one.person_id, local(one.person, one.starts_at).date())
    return found
