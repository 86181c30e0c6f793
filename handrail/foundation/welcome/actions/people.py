"""People: taken into a program, given a team, and moving on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold, take_in
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme, Role
from handrail.foundation.teams.queries import organisation
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.actions.workers import open_for
from handrail.foundation.welcome.events import PersonTakenIn


class NotOfTheProgramme(ValueError):
    """This worker holds that role in none of the person's programs."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of somebody on their first day. `ways` are not saved yet and belong to nobody yet."""

    name: str
    pronouns: str = ""
    language: str = "en"
    email: str = ""
    ways: Sequence[ContactPoint] = field(default_factory=list)


@transaction.atomic
def take_in_person(taken: Taken, programme: Programme, *, act: Act) -> Person:
    """A person begins in a program; whoever takes them in as counselor or case manager cares for them from now on.

    With an address they can sign in by a code that is mailed when they ask. Raises Refused, AddressTaken.
    """
    require(programme.pk in policy.intake_programmes(act))
    person = Person(
        preferred_name=taken.name, pronouns=taken.pronouns, language=taken.language,
        time_zone=organisation().time_zone, made_at=act.at,
    )  # fmt: skip
    person.save()
    for way in taken.ways:
        way.person = person
    take_in([], taken.ways)
    if taken.email:
        open_for(person, taken.email, act)
    announce(PersonTakenIn(person.pk, person.pk, programme=programme.pk), act=act)
    teams.enrol(person, programme, act=act)
    role = policy.intake_role(act, programme)
    if role is not None and act.actor is not None:
        teams.begin_care(act.actor, person, role, act=act)
    return person


@transaction.atomic
def assign(worker: Person, person: Person, role: Role, *, act: Act) -> CareRelationship:
    """A worker begins to care for a person. Raises Refused, NotOfTheProgramme."""
    person = hold(person)
    require(policy.may_arrange(act, person) and worker != person)
    programmes = Enrolment.objects.at(act.at).filter(person=person).values("programme")
    held = Membership.objects.at(act.at).filter(person=worker, role=role, programme__in=programmes)
    if role not in policy.CARE or not held.exists():
        raise NotOfTheProgramme(
            f"{worker} does not hold that role in a program of {person}. Nothing was changed."
        )
    return teams.begin_care(worker, person, role, act=act)


@transaction.atomic
def unassign(caring: CareRelationship, *, act: Act) -> CareRelationship:
    """A worker no longer cares for a person: their sight ends with the next request. Raises Refused."""
    person = hold(caring.person)
    require(policy.may_arrange(act, person))
    return teams.end_care(caring, act=act)


@transaction.atomic
def move_on(enrolment: Enrolment, *, act: Act) -> Enrolment:
    """A person leaves a program; with the last one their team's care ends too. The way back is open. Raises Refused."""
    person = hold(enrolment.person)
    require(policy.may_arrange(act, person))
    ended = teams.end_enrolment(enrolment, act=act)
    if not Enrolment.objects.at(act.at).filter(person=person).exists():
        for caring in CareRelationship.objects.at(act.at).filter(person=person, until_at=None):
            teams.end_care(caring, act=act)
    return ended
