"""Who is on whose team."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db import connection

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import (
    CareRelationship,
    Credential,
    Enrolment,
    HelpLine,
    Membership,
    Organisation,
    Role,
)


def organisation() -> Organisation:
    """The one organisation of this installation (an unsaved one before set-up)."""
    return Organisation.objects.first() or Organisation(pk=1, name="")


@lru_cache(maxsize=128)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local(person: Person, at: datetime) -> datetime:
    """The moment on the person's own clock."""
    return at.astimezone(zone(person.time_zone))


def organisation_day(at: datetime) -> date:
    """The calendar day of that moment where the organisation is: what is signed or runs out does so by it."""
    return at.astimezone(organisation_zone()).date()


def organisation_zone() -> ZoneInfo:
    """Where the organisation is. One question: for many rows, ask once."""
    return zone(organisation().time_zone)


def team_of(person: Person, at: datetime) -> list[CareRelationship]:
    """Who cares for this person now, counselor first."""
    order = [Role.COUNSELOR, Role.PEER_SPECIALIST, Role.CASE_MANAGER, Role.PRESCRIBER, Role.CRISIS_RESPONDER]
    found = CareRelationship.objects.at(at).filter(person=person).select_related("worker")
    return sorted(found, key=lambda r: (order.index(Role(r.role)) if r.role in order else 9, r.pk))


def supervisors_of(person: Person, at: datetime) -> list[Person]:
    """The supervisors of the programmes this person is enrolled in."""
    programmes = Enrolment.objects.at(at).filter(person=person).values("programme")
    members = Membership.objects.at(at).filter(role=Role.SUPERVISOR, programme__in=programmes)
    return list(Person.objects.filter(pk__in=members.values("person")).order_by("pk"))


#: The same as `ever_enrolled`, for whoever reads people_person in a statement of their own.
EVER_ENROLLED = "EXISTS (SELECT 1 FROM teams_enrolment WHERE teams_enrolment.person_id = people_person.id)"


def ever_enrolled(person: Person) -> bool:
    """Whether this person is a client of some programme, now or before. Asked at each page of theirs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM teams_enrolment WHERE person_id = %s)", [person.pk])
        found: tuple[bool] = cursor.fetchone()
    return found[0]


def roles_of(worker: Person, at: datetime) -> list[Membership]:
    """The memberships a worker holds today."""
    return list(Membership.objects.at(at).filter(person=worker).select_related("programme").order_by("pk"))


def practice_of(worker: Person, day: date) -> str:
    """How far a worker's credentials go that day: "independent", "supervised", "expired" or "none"."""
    held = list(Credential.objects.filter(person=worker).values_list("practice", "expires_on"))
    good = {practice for practice, ends in held if ends is None or ends >= day}
    for practice in (Credential.Practice.INDEPENDENT, Credential.Practice.SUPERVISED):
        if practice in good:
            return practice.value
    return "expired" if held else "none"


def workers_at(moment: datetime) -> list[Person]:
    """Everybody who holds a role that day, by name."""
    held = Membership.objects.at(moment).values("person")
    return list(Person.objects.filter(pk__in=held).order_by("preferred_name", "pk"))


def help_lines() -> dict[str, HelpLine]:
    """The organisation's help numbers by purpose."""
    return {line.purpose: line for line in HelpLine.objects.all()}
