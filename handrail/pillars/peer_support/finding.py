"""Finding a meeting: what is on, by day, way, language and access, in the person's own hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.pillars.peer_support.meeting_guide import WHEELCHAIR
from handrail.pillars.peer_support.models import OpenMeeting

IN_PERSON, ONLINE = "in_person", "online"
ANY = ""
AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """`day`: which day from today, or None for the whole week; `way`: in person, online or any."""

    day: date | None = None
    way: str = ANY
    language: str = ANY
    wheelchair: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting and the next time it begins, on the person's own clock."""

    meeting: OpenMeeting
    starts_at: datetime


def find(person: Person, wish: Wish, at: datetime) -> list[Found]:
    """What takes place in the next seven days, soonest first. A meeting closed for a time is shown as such, last."""
    wanted = OpenMeeting.objects.listed().at_a_time()
    if wish.way:
        wanted = wanted.filter(option__in=[wish.way, OpenMeeting.Option.HYBRID])
    if wish.language:
        wanted = wanted.filter(languages__contains=[wish.language])
    if wish.wheelchair:
        wanted = wanted.filter(access__contains=[WHEELCHAIR])
    if wish.day is not None:
        # Its own calendar may be a day before or after ours.
        near = {(wish.day + timedelta(days=n)).weekday() for n in (-1, 0, 1)}
        wanted = wanted.filter(day__in=near)
    found = [Found(one, local(person, one.next_after(at))) for one in wanted]
    if wish.day is not None:
        found = [one for one in found if one.starts_at.date() == wish.day]
    found.sort(key=lambda one: (one.meeting.is_closed, one.starts_at, one.meeting.pk))
    return found[:AT_MOST]
