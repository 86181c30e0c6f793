"""A referral begins: it is proposed, and asked of a service with what the person agreed to, or with nothing of them."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from handrail.clinical.needs.referral_clock import next_mark
from handrail.foundation.consent import actions as consents
from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.actions.moving import enter, locked
from handrail.pillars.case_management.consenting import ASKED, parts_of, recipient_of
from handrail.pillars.case_management.events import ReferralProposed, ReferralSent
from handrail.pillars.case_management.models import Provider, Referral, Service

Status, How = Referral.Status, Referral.How


class ServiceClosed(ValueError):
    """Nobody can be referred there now."""


class AlreadyAsked(ValueError):
    """This service is asked for this person already."""


class NothingAgreed(ValueError):
    """The person agreed to nothing that this could rest on."""


class NoAddress(ValueError):
    """There is no address to which a link could go."""


@transaction.atomic
def propose(person: Person, service: Service, *, need: str, words: str, act: Act) -> Referral:
    """Think of a service for somebody. Whoever proposes owns it. Raises ServiceClosed, AlreadyAsked."""
    service = Service.objects.select_related("provider").get(pk=service.pk)
    require(policy.may_refer(act, person))
    if not service.is_listed:
        raise ServiceClosed(
            "This service is closed or no longer listed. Nothing was changed. Choose another one."
        )
    assert act.actor is not None
    return begin(person, service, need=need, words=words, owner=act.actor, act=act)


def begin(
    person: Person, service: Service, *, need: str, words: str, owner: Person, act: Act, follows: Referral | None = None
) -> Referral:  # fmt: skip
    """The row and its event; who may is asked before."""
    made = Referral(
        person=person, service=service, need=need, words=words, owner=owner, entered_at=act.at, made_at=act.at,
        due_at=next_mark(act.at, act.at), follows=follows,
        attention_at=act.at if follows else None,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyAsked("This service is asked for them already. Nothing was changed.") from twice
    announce(
        ReferralProposed(made.pk, person.pk, service.pk, made.need, follows.pk if follows else None), act=act
    )
    return made


@transaction.atomic
def send(referral: Referral, *, consent: Consent, act: Act) -> Referral:
    """Ask the partner on its page here, with what this consent lets it read. Raises NothingAgreed, ServiceClosed."""
    referral = locked(referral, act, policy.may_steer)
    _still_listed(referral)
    recipient = recipient_of(referral.service.provider)
    fits = (
        consent.person_id == referral.person_id
        and recipient is not None
        and consent.recipient_id == recipient.pk
    )
    if not fits or ASKED not in consent.resources:
        raise NothingAgreed("They agreed to nothing that this could rest on. Nothing was sent.")
    referral.packet = consents.send_packet(consent, parts_of(consent), act=act)
    referral.recipient, referral.sent_how = recipient, How.PAGE
    # From now on it is known as whom this organisation receives: it may say itself whether it has room.
    Provider.objects.filter(pk=referral.service.provider_id, recipient=None).update(recipient=recipient)
    return _sent(referral, act)


@transaction.atomic
def ask_by_link(referral: Referral, *, act: Act) -> Referral:
    """Ask by mail whether there is a place, without a word about the person. Raises NoAddress, ServiceClosed."""
    referral = locked(referral, act, policy.may_steer)
    _still_listed(referral)
    if not address_of(referral.service):
        raise NoAddress("The directory knows no mail address of this service. Nothing was sent. Call them.")
    referral.sent_how = How.LINK
    return _sent(referral, act)


def address_of(service: Service) -> str:
    """Where a link goes."""
    return service.email or service.provider.email


def _still_listed(referral: Referral) -> None:
    if not referral.service.is_listed:
        raise ServiceClosed("This service closed meanwhile. Nothing was sent. Choose another one.")


def _sent(referral: Referral, act: Act) -> Referral:
    referral.sent_at = act.at
    enter(referral, Status.SENT, act)
    referral.save()
    announce(ReferralSent(referral.pk, referral.person_id, referral.recipient_id, referral.sent_how), act=act)
    return referral
