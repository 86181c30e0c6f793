"""When somebody is tried next, and what may be left where: by their own rules, and by what came of earlier tries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handrail.clinical.triage.next_attempt import Proposed, Tried, Window, next_attempt
from handrail.foundation.people.contact_rules import takes_message
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management.models import Attempt, Lead

Way, Outcome = Attempt.Way, Attempt.Outcome
#: By which kind of contact point somebody is reached in which way.
SYSTEMS = {Way.CALL.value: ContactPoint.System.PHONE, Way.TEXT.value: ContactPoint.System.SMS}


def points_of(person: Person) -> list[ContactPoint]:
    """Numbers and addresses in use, the safest first."""
    return list(ContactPoint.objects.filter(person=person, ended_at=None).safest_first())


def leads_of(person: Person) -> list[Lead]:
    """What is known now of where they may be found and through whom."""
    return list(Lead.objects.known(person))


def windows(points: Iterable[ContactPoint], leads: Iterable[Lead]) -> list[Window]:
    """The ways that may be used, in the order in which they are tried: straight to them, then there, then through somebody."""
    ways = {system: way for way, system in SYSTEMS.items()}
    direct = [
        Window(ways[ContactPoint.System(one.system)], one.earliest, one.latest)
        for one in points
        if one.safety == ContactPoint.Safety.SAFE and one.system in ways
    ]
    safe = [one for one in leads if one.is_safe]
    there = [Window(Way.VISIT, one.earliest, one.latest) for one in safe if one.kind == Lead.Kind.PLACE]
    through = [Window(Way.THROUGH, one.earliest, one.latest) for one in safe if one.kind == Lead.Kind.PERSON]
    return [*direct, *there, *through]


def proposed(person: Person, at: datetime) -> Proposed:
    """The next try, by the rule of `clinical/triage/next_attempt.py`."""
    return next_attempt(local(person, at), tried(person), windows(points_of(person), leads_of(person)))


def tried(person: Person) -> list[Tried]:
    """Every try that stands, on the person's own clock; when they called, that is an hour at which they can be reached."""
    rows = Attempt.objects.standing().filter(person=person).values_list("at", "way", "outcome")
    return [Tried(local(person, at), way, outcome == Outcome.REACHED) for at, way, outcome in rows]


def may_leave_message(
    way: str, lead: Lead | None, points: Iterable[ContactPoint], leads: Iterable[Lead], at: datetime
) -> bool:
    """Whether their rules take a message left in this way; `at` is on their own clock."""
    if way in SYSTEMS:
        return takes_message(points, SYSTEMS[way], at.time())
    if lead is not None:
        return lead.is_safe
    return way != Way.THROUGH and any(one.is_safe and one.kind == Lead.Kind.PLACE for one in leads)
