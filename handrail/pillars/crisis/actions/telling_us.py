"""Somebody close, or a partner, tells us that a person needs help now. They are told that we have it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.asking import ask_for_help
from handrail.pillars.crisis.events import HelpLinkEnded, HelpLinkMade
from handrail.pillars.crisis.models import Alert, HelpLink
from handrail.pillars.crisis.models.help_links import digest_of
from handrail.pillars.crisis.policy import partner_telling


class NoSuchLink(LookupError):
    """It was never given, was taken back, or the consent it rests on is over: all three are the same to whoever holds it."""


@transaction.atomic
def make_help_link(consent: Consent, *, act: Act) -> str:
    """A new address for whoever this consent names; the one before works no more. Raises Refused, ValueError."""
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .select_related("recipient", "person")
        .get(pk=consent.pk)
    )
    require(act.actor == consent.person)
    if (
        consent.kind != Consent.Kind.SUPPORTER
        or not Consent.objects.at(act.at).filter(pk=consent.pk).exists()
    ):
        raise ValueError(
            "This is for somebody close whom you named, as long as you agree. Nothing was changed."
        )
    _end(consent, act)
    token = token_urlsafe(24)
    made = HelpLink.objects.create(
        person=consent.person, consent=consent, digest=digest_of(token), made_at=act.at
    )
    announce(HelpLinkMade(made.pk, made.person_id), act=act)
    return token


@transaction.atomic
def end_help_link(consent: Consent, *, act: Act) -> bool:
    """It works no more; False when there was none. Raises Refused."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)
    require(act.actor == consent.person)
    return _end(consent, act)


@transaction.atomic
def tell_us_by_link(token: str, *, key: UUID, words: str, callback: str, act: Act) -> Alert:
    """Whoever holds the address says that help is needed now. Raises NoSuchLink."""
    link = help_link(token, act)
    if link is None:
        raise NoSuchLink
    who = link.consent.recipient
    # They may have no account here: their name stands with what they said, as the person wrote it.
    told = f"{who.name} says: {words.strip()}" if words.strip() else f"{who.name} says that help is needed."
    told += f" Call back: {callback.strip()}" if callback.strip() else ""
    nobody = replace(act, actor=None, memo={})
    return ask_for_help(link.person, key=key, origin=Alert.Origin.SUPPORTER, words=told, act=nobody)


@transaction.atomic
def tell_us_as_partner(person: Person, *, key: UUID, words: str, callback: str, act: Act) -> Alert:
    """Somebody of an organization that the person shares with says that help is needed now. Raises Refused."""
    house = partner_telling(act, person)
    require(house is not None)
    assert house is not None
    assert act.actor is not None
    who = f"{act.actor.preferred_name}, {house.name}"
    told = f"{who}: {words.strip()}" if words.strip() else f"{who}: help is needed."
    told += f" Call back: {callback.strip()}" if callback.strip() else ""
    return ask_for_help(person, key=key, origin=Alert.Origin.PARTNER, words=told, act=act)


def help_link(token: str, act: Act) -> HelpLink | None:
    """The link of that address, while it and its consent hold."""
    holding = Consent.objects.at(act.at).values("pk")
    found = HelpLink.objects.filter(digest=digest_of(token), ended_at=None, consent__in=holding)
    return found.select_related("person", "consent__recipient").first()


def _end(consent: Consent, act: Act) -> bool:
    before = HelpLink.objects.filter(consent=consent, ended_at=None).first()
    if before is None:
        return False
    before.ended_at = act.at
    before.save(update_fields=["ended_at"])
    announce(HelpLinkEnded(before.pk, before.person_id), act=act)
    return True
