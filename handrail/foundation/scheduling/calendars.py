"""Calendars that leave: blocks of time, and not a word of who, what or where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.free import Taken, taken
from handrail.foundation.scheduling.models import Appointment

#: What a feed tells of.
BEFORE, AHEAD = timedelta(days=7), timedelta(days=90)


def feed_of(worker: Person, now: datetime) -> bytes:
    """When this worker is busy, from last week to three months ahead."""
    return _written((one, _("Busy")) for one in taken(worker, now - BEFORE, now + AHEAD))


def invitation(*appointments: Appointment) -> bytes:
    """Appointments for somebody's own calendar: that there are some, and when."""
    return _written((Taken(one.starts_at, one.ends_at), _("Appointment")) for one in appointments)


def _written(blocks: Iterable[tuple[Taken, str]]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    for block, word in blocks:
        calendar.add_component(_event(block, word))
    written: bytes = calendar.to_ical()
    return written


def _event(block: Taken, word: str) -> Event:
    event = Event()
    event.add("summary", word)
    event.add("dtstart", block.starts_at)
    event.add("dtend", block.ends_at)
    event.add("dtstamp", block.starts_at)
    # By the time alone: the number of a row would tell how many there are.
    event.add("uid", f"{block.starts_at:%Y%m%dT%H%M}-{block.ends_at:%H%M}")
    event.add("class", "PRIVATE")
    return event
