"""Sharing, and stopping."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.events import ContactSafetyChanged, ShareGranted, ShareWithdrawn
from handrail.foundation.consent.matrix import resources
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import organisation_day


class UnknownResource(ValueError):
    """There is no such kind of record to share."""


@transaction.atomic
def grant(reader: Person, resource: str, *, act: Act) -> Grant:
    """The person (the actor) lets a reader see one kind of their record. Granting twice changes nothing."""
    require(act.actor is not None)
    assert act.actor is not None
    if resource not in resources():
        raise UnknownResource(f"There is no record called {resource} to share.")
    given, new = Grant.objects.get_or_create(
        person=act.actor, reader=reader, resource=resource, until_at=None, defaults={"from_at": act.at}
    )
    if new:
        announce(ShareGranted(given.pk, act.actor.pk, reader.pk, resource), act=act)
    return given


@transaction.atomic
def withdraw(given: Grant, *, act: Act) -> Grant:
    """The person stops sharing: the reader's next request is refused."""
    given = Grant.objects.select_for_update().get(pk=given.pk)
    require(act.actor is not None and act.actor.pk == given.person_id)
    if given.until_at is None:
        given.until_at = act.at
        given.save(update_fields=["until_at"])
        promise(ShareWithdrawn.kind, person=given.person_id, subject=given.pk, state={}, act=act)
        announce(ShareWithdrawn(given.pk, given.person_id, given.reader_id, given.resource), act=act)
    return given


@transaction.atomic
def set_contact_safety(
    point: ContactPoint, *, safety: ContactPoint.Safety, voicemail: ContactPoint.Voicemail, act: Act
) -> ContactPoint:
    """Whether this way to reach somebody is safe, and whether a message may be left, as the person said today."""
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    require(decide(act, "safe_contact", point.person, "write"))
    return _keep_safety(point, safety, voicemail, act)


@transaction.atomic
def close_way(point: ContactPoint, *, act: Act) -> ContactPoint:
    """The house: somebody else has this number. It is not safe until the person says otherwise; a restore keeps that."""
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    require(act.actor is None)
    return _keep_safety(point, ContactPoint.Safety.UNSAFE, ContactPoint.Voicemail.NO, act)


def _keep_safety(
    point: ContactPoint, safety: ContactPoint.Safety, voicemail: ContactPoint.Voicemail, act: Act
) -> ContactPoint:
    if (point.safety, point.voicemail) != (safety, voicemail):
        point.safety, point.voicemail, point.asked_on = safety, voicemail, organisation_day(act.at)
        point.save(update_fields=["safety", "voicemail", "asked_on"])
        state = {"safety": safety.value, "voicemail": voicemail.value}
        promise(ContactSafetyChanged.kind, person=point.person_id, subject=point.pk, state=state, act=act)
        announce(ContactSafetyChanged(point.pk, point.person_id, **state), act=act)
    return point
