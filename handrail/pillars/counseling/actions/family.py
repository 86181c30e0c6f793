"""Agreeing on a family session, and inviting somebody to it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.models import Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.counseling.events import FamilyAgreed, GuestAnswered, GuestInvited, GuestLeft
from handrail.pillars.counseling.models import FamilySession, Guest
from handrail.pillars.counseling.queries import consent_for


class NoConsent(ValueError):
    """The person has not agreed, or agrees no more, to share anything with them. Nobody was invited."""


@transaction.atomic
def agree_on_family(appointment: Appointment, *, may_be_said: str, stays_out: str, act: Act) -> FamilySession:
    """Write down what may be said in this session and what stays out. Again: a new version."""
    assert act.actor is not None
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(decide(act, "appointments", appointment.person, "write"))
    found = FamilySession.objects.newest(appointment)
    if found is not None and (found.may_be_said, found.stays_out) == (may_be_said, stays_out):
        return found
    session = FamilySession.objects.create(
        appointment=appointment, may_be_said=may_be_said, stays_out=stays_out,
        version=found.version + 1 if found else 1, agreed_at=act.at, written_by=act.actor,
    )  # fmt: skip
    announce(FamilyAgreed(session.pk, appointment.person_id), act=act)
    return session


@transaction.atomic
def invite_guest(appointment: Appointment, recipient: Recipient, *, act: Act) -> Guest:
    """Invite somebody to whom the person's consent holds now. Raises NoConsent. Again returns the same."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    person = appointment.person
    require(decide(act, "appointments", person, "write"))
    if consent_for(person, recipient, act.at) is None:
        raise NoConsent(
            _("%(person)s has no consent that holds for them now. Nobody was invited; ask first.")
            % {"person": person}
        )
    if there := Guest.objects.invited_to(appointment).filter(recipient=recipient).first():
        return there
    guest = Guest.objects.create(appointment=appointment, recipient=recipient, invited_at=act.at)
    announce(GuestInvited(guest.pk, person.pk), act=act)
    return guest


@transaction.atomic
def answer_invitation(guest: Guest, answer: Guest.Answer, *, act: Act) -> Guest:
    """The guest says whether they come; the last word holds. Raises Refused once the consent does not hold."""
    guest = Guest.objects.select_for_update().get(pk=guest.pk)
    require(Guest.objects.asked_of(act).filter(pk=guest.pk).exists())
    if guest.answer != answer:
        guest.answer, guest.answered_at = answer, act.at
        guest.save(update_fields=["answer", "answered_at"])
        announce(GuestAnswered(guest.pk, guest.appointment.person_id, answer.value), act=act)
    return guest


@transaction.atomic
def uninvite_guest(guest: Guest, *, act: Act) -> Guest:
    """They are not invited any more."""
    guest = Guest.objects.select_for_update().get(pk=guest.pk)
    person = guest.appointment.person
    require(decide(act, "appointments", person, "write"))
    if guest.ended_at is None:
        guest.ended_at = act.at
        guest.save(update_fields=["ended_at"])
        announce(GuestLeft(guest.pk, person.pk), act=act)
    return guest
