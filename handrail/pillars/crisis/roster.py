"""Who is on call, from the database; and a copy of how they are reached for when it does not answer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.conf import settings

from handrail.foundation.messaging.senders import hand
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership
from handrail.pillars.crisis.ladder import addresses_of
from handrail.pillars.crisis.models import Shift
from handrail.pillars.crisis.models.alerts import DESK


def first_on_call(at: datetime) -> Shift | None:
    """The shift whose worker is called first at this moment."""
    return Shift.objects.at(at).in_turn().select_related("worker").first()


def gaps(first: datetime, last: datetime) -> list[tuple[datetime, datetime]]:
    """The times between two moments in which nobody is on call."""
    found, free = [], first
    for shift in Shift.objects.between(first, last).order_by("from_at"):
        if shift.from_at > free:
            found.append((free, shift.from_at))
        free = max(free, shift.until_at)
    return [*found, (free, last)] if free < last else found


def write_snapshot(at: datetime) -> int:
    """Keep beside the database how those on call, and then the rest of the desk, are reached; returns how many."""
    on_call = [shift.worker for shift in Shift.objects.at(at).in_turn().select_related("worker")]
    held = Membership.objects.at(at).filter(role__in=DESK).values("person")
    people = on_call or list(Person.objects.filter(pk__in=held).order_by("pk"))
    ways: dict[int, dict[str, str]] = {}
    for (person, channel), address in addresses_of(people).items():
        ways.setdefault(person, {})[channel] = address
    path = settings.ROSTER
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.touch(mode=0o600)
    half.write_text(json.dumps(list(ways.values())))
    half.replace(path)
    return len(ways)


def read_snapshot() -> list[dict[str, str]]:
    """By person: channel -> address. Empty when none was ever written, or it was cut short."""
    try:
        return list(json.loads(settings.ROSTER.read_text()))
    except (OSError, ValueError):
        return []


def call_everybody(words: str, key: str) -> int:
    """Tell everybody in the copy, by every way they have; returns how many messages a carrier took."""
    answers = [hand(channel, to, words, key) for one in read_snapshot() for channel, to in one.items()]
    return answers.count("accepted")


#: How far ahead a gap is a problem.
AHEAD = timedelta(days=7)
