"""Partner organisations and the people who sign in for them: opened, confirmed and ended by the privacy officer."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from handrail.foundation.accounts.actions import open_account
from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.events.partners import (
    MemberConfirmed,
    MemberLeft,
    MemberWelcomed,
    PartnerOpened,
)
from handrail.foundation.consent.models import Recipient, RecipientMember
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.actions import take_in
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import organisation_day


class AddressTaken(ValueError):
    """This email address cannot open an account here."""


@transaction.atomic
def open_partner(name: str, *, act: Act) -> Recipient:
    """An organisation whose people may sign in here. The one of that name, when it is there already."""
    require(keeps_privacy(act))
    kind = Recipient.Kind.ORGANISATION
    known = Recipient.objects.filter(kind=kind, name__iexact=name).order_by("pk").first()
    if known is not None:
        return known
    made = Recipient.objects.create(kind=kind, name=name)
    announce(PartnerOpened(made.pk, None), act=act)
    return made


@transaction.atomic
def welcome_member(recipient: Recipient, *, name: str, email: str, act: Act) -> RecipientMember:
    """Somebody may sign in for a partner from today. How they do so for the first time is given apart."""
    require(keeps_privacy(act))
    person = Person(preferred_name=name, made_at=act.at)
    take_in([person])
    try:
        with transaction.atomic():
            open_account(person, email=email, password=None, act=act)
    except IntegrityError as taken:
        raise AddressTaken("This address cannot be used here.") from taken
    day = organisation_day(act.at)
    member = RecipientMember.objects.create(person=person, recipient=recipient, from_on=day, confirmed_on=day)
    announce(MemberWelcomed(member.pk, person.pk, recipient.pk), act=act)
    return member


@transaction.atomic
def confirm_member(member: RecipientMember, *, act: Act) -> RecipientMember:
    """The organisation says that they still work there. Whoever has left stays away."""
    member = _locked(member, act)
    if member.until_on is None:
        member.confirmed_on = organisation_day(act.at)
        member.save(update_fields=["confirmed_on"])
        announce(MemberConfirmed(member.pk, member.person_id, member.recipient_id), act=act)
    return member


@transaction.atomic
def end_member(member: RecipientMember, *, act: Act) -> RecipientMember:
    """They left: their next request finds nothing. Twice changes nothing."""
    member = _locked(member, act)
    if member.until_on is None:
        member.until_on = organisation_day(act.at)
        member.save(update_fields=["until_on"])
        promise(MemberLeft.kind, person=member.person_id, subject=member.pk, state={}, act=act)
        announce(MemberLeft(member.pk, member.person_id, member.recipient_id), act=act)
    return member


def _locked(member: RecipientMember, act: Act) -> RecipientMember:
    require(keeps_privacy(act))
    return RecipientMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
