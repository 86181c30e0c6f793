"""Enrolling people, giving workers roles, and beginning and ending care."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person
from handrail.foundation.teams.events import (
    CareBegun,
    CareEnded,
    CredentialNoted,
    EnrolmentEnded,
    MembershipEnded,
    PersonEnrolled,
    WorkerJoined,
)
from handrail.foundation.teams.models import (
    CareRelationship,
    Credential,
    Enrolment,
    Membership,
    Programme,
    Role,
    Site,
)
from handrail.foundation.teams.queries import organisation_day


@transaction.atomic
def enrol(person: Person, programme: Programme, *, act: Act, site: Site | None = None) -> Enrolment:
    """A person begins in a programme. Enrolling twice returns the open enrolment."""
    enrolment, new = Enrolment.objects.get_or_create(
        person=person,
        programme=programme,
        until_on=None,
        defaults={"from_on": organisation_day(act.at), "site": site},
    )
    if new:
        announce(PersonEnrolled(subject=enrolment.pk, person=person.pk, programme=programme.pk), act=act)
    return enrolment


@transaction.atomic
def enrol_all(enrolments: Sequence[Enrolment], *, act: Act) -> None:
    """Several people begin in programmes, each on the day their (unsaved) enrolment names."""
    made = Enrolment.objects.bulk_create(enrolments)
    announce_all([PersonEnrolled(one.pk, one.person_id, one.programme_id) for one in made], act=act)


@transaction.atomic
def end_enrolment(enrolment: Enrolment, *, act: Act) -> Enrolment:
    """A person moves on from a programme; the way back is a new enrolment."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.until_on is None:
        enrolment.until_on = organisation_day(act.at)
        enrolment.save(update_fields=["until_on"])
        announce(
            EnrolmentEnded(
                subject=enrolment.pk, person=enrolment.person_id, programme=enrolment.programme_id
            ),
            act=act,
        )
    return enrolment


@transaction.atomic
def join(
    worker: Person, programme: Programme, role: Role, *, act: Act, site: Site | None = None
) -> Membership:
    """A worker takes a role in a programme."""
    membership = Membership.objects.create(
        person=worker, programme=programme, role=role, site=site, from_on=organisation_day(act.at)
    )
    announce(WorkerJoined(subject=membership.pk, person=None, programme=programme.pk, role=role), act=act)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, act: Act) -> Membership:
    """A worker gives up a role: what it opened is closed from the next request."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until_on is None:
        membership.until_on = organisation_day(act.at)
        membership.save(update_fields=["until_on"])
        state = {"until_on": membership.until_on}
        promise(
            MembershipEnded.kind, person=membership.person_id, subject=membership.pk, state=state, act=act
        )
        announce(
            MembershipEnded(
                subject=membership.pk, person=None, programme=membership.programme_id, role=membership.role
            ),
            act=act,
        )
    return membership


@transaction.atomic
def begin_care(worker: Person, person: Person, role: Role, *, act: Act) -> CareRelationship:
    """A worker begins to care for a client. Beginning twice returns the open relationship."""
    relationship, new = CareRelationship.objects.get_or_create(
        worker=worker, person=person, role=role, until_at=None, defaults={"from_at": act.at}
    )
    if new:
        announce(CareBegun(subject=relationship.pk, person=person.pk, worker=worker.pk, role=role), act=act)
    return relationship


@transaction.atomic
def begin_care_all(relationships: Sequence[CareRelationship], *, act: Act) -> None:
    """Several workers begin to care for clients who had nobody; the relationships are not saved yet."""
    made = CareRelationship.objects.bulk_create(relationships)
    announce_all([CareBegun(one.pk, one.person_id, one.worker_id, one.role) for one in made], act=act)


@transaction.atomic
def end_care(relationship: CareRelationship, *, act: Act) -> CareRelationship:
    """A worker no longer cares for a client: sight ends with the next request."""
    relationship = CareRelationship.objects.select_for_update().get(pk=relationship.pk)
    if relationship.until_at is None:
        relationship.until_at = act.at
        relationship.save(update_fields=["until_at"])
        promise(CareEnded.kind, person=relationship.person_id, subject=relationship.pk, state={}, act=act)
        announce(
            CareEnded(
                subject=relationship.pk, person=relationship.person_id,
                worker=relationship.worker_id, role=relationship.role,
            ),
            act=act,
        )  # fmt: skip
    return relationship


@transaction.atomic
def note_credential(
    worker: Person, *, title: str, issuer: str, number: str, expires_on: date | None, act: Act
) -> Credential:
    """A licence or certificate, or its renewal: the one before stays as it was."""
    made = Credential.objects.create(
        person=worker, title=title, issuer=issuer, number=number, expires_on=expires_on
    )
    announce(CredentialNoted(subject=made.pk, person=None, worker=worker.pk), act=act)
    return made
