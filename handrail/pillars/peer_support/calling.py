"""Whom a peer calls, when, and what their rules allow: the weekly call list, without a score for anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.clinical.triage.reaching_out import GoodTimes, next_call, next_try
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.contact_rules import takes_message
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import local
from handrail.pillars.peer_support.models import CallTimes, PeerContact

#: By which system somebody is reached in which way.
SYSTEMS = {PeerContact.Way.PHONE: ContactPoint.System.PHONE, PeerContact.Way.TEXT: ContactPoint.System.SMS}


def may_leave_message(points: Iterable[ContactPoint], way: str, at: datetime) -> bool:
    """Whether some safe way of this kind takes a message at this moment, as the person said; `at` is on their own clock.
    Nobody asked means no."""
    system = SYSTEMS.get(PeerContact.Way(way))
    return system is not None and takes_message(points, system, at.time())


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to be called: since when it waits, how often it was tried since they last spoke, and by which ways."""

    person: Person
    due_at: datetime
    tries: int
    spoke_at: datetime | None
    good: GoodTimes
    points: tuple[ContactPoint, ...]


def calls(act: Act) -> list[Call]:
    """The people the actor walks with, whoever waits longest first. Four queries, however many there are."""
    caring = CareRelationship.objects.at(act.at).filter(worker=act.actor, role=Role.PEER_SPECIALIST)
    mine = caring.filter(person__in=keys_for(act, "peer_notes")).select_related("person")
    people = {one.person_id: one.person for one in mine}
    began = {one.person_id: one.from_at for one in mine}
    told, good, points = _contacts(people), _good_times(people), _points(people, act)
    found = [
        _call(person, told.get(key, []), good.get(key), tuple(points.get(key, ())), began[key])
        for key, person in people.items()
    ]
    return sorted(found, key=lambda call: (call.due_at, call.person.pk))


def call_of(person: Person, act: Act) -> Call:
    """The same for one person."""
    one = {person.pk: person}
    points = tuple(_points(one, act).get(person.pk, ()))
    return _call(person, _contacts(one).get(person.pk, []), _good_times(one).get(person.pk), points, act.at)


def proposed_next(person: Person, outcome: str, at: datetime, tries: int) -> datetime:
    """When it is called next: a week after a conversation, else in the good hours that come."""
    points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first()
    good = _good(_good_times([person.pk]).get(person.pk), list(points))
    here = local(person, at)
    return next_call(here, good) if outcome == PeerContact.Outcome.REACHED else next_try(here, good, tries)


def _call(
    person: Person, told: Sequence[PeerContact], said: CallTimes | None, points: tuple[ContactPoint, ...], began: datetime
) -> Call:  # fmt: skip
    spoke = next((one.at for one in told if not one.is_try), None)
    tries = sum(1 for one in told if one.is_try and (spoke is None or one.at > spoke))
    good, last = _good(said, points), told[0] if told else None
    if last is None:
        return Call(person, began, 0, None, good, points)
    planned = last.next_at
    if planned is None:
        here = local(person, last.at)
        planned = next_try(here, good, tries) if last.is_try else next_call(here, good)
    return Call(person, planned, tries, spoke, good, points)


def _good(said: CallTimes | None, points: Sequence[ContactPoint]) -> GoodTimes:
    if said is not None:
        return GoodTimes(tuple(said.days), said.earliest, said.latest)
    safe = next((one for one in points if one.safety == ContactPoint.Safety.SAFE), None)
    return GoodTimes((), safe.earliest, safe.latest) if safe else GoodTimes()


def _contacts(people: Iterable[int]) -> dict[int, list[PeerContact]]:
    """Contacts by person, the newest first; what was written in them stays closed."""
    found: dict[int, list[PeerContact]] = {}
    columns = ("person_id", "at", "outcome", "next_at")
    for one in PeerContact.objects.filter(person__in=list(people)).only(*columns).newest_first():
        found.setdefault(one.person_id, []).append(one)
    return found


def _good_times(people: Iterable[int]) -> dict[int, CallTimes]:
    said = CallTimes.objects.filter(person__in=list(people), until_at=None)
    return {one.person_id: one for one in said}


def _points(people: Iterable[int], act: Act) -> dict[int, list[ContactPoint]]:
    seen = ContactPoint.objects.filter(person__in=list(people), ended_at=None).filter(
        person__in=keys_for(act, "safe_contact")
    )
    found: dict[int, list[ContactPoint]] = {}
    for point in seen.safest_first():
        found.setdefault(point.person_id, []).append(point)
    return found
