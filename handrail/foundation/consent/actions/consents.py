"""Consents: the person gives, changes and stops; a worker writes down what was signed on paper or said."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.events import ConsentGiven, ConsentRevoked
from handrail.foundation.consent.kinds import rule_of
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.terms import (
    ElementsMissing,
    OutsideTheKind,
    Signature,
    Terms,
    Written,
    write_out,
)
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import organisation_day

How = Consent.How

__all__ = [
    "ElementsMissing",
    "NotYet",
    "OutsideTheKind",
    "Signature",
    "Terms",
    "give_consent",
    "revoke_consent",
]


class NotYet(ValueError):
    """A consent for a court, probation or parole cannot be taken back before the day it names (42 CFR 2.35)."""


@transaction.atomic
def give_consent(
    person: Person, terms: Terms, *, signature: Signature, act: Act, instead_of: Consent | None = None
) -> Consent:
    """The person signs on their screen, or a worker records what they signed on paper. `instead_of` ends then.

    Raises Refused, OutsideTheKind, ElementsMissing, NotYet.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(_may_sign(person, signature.how, act))
    if signature.how == How.SPOKEN:
        raise OutsideTheKind("A consent is written; what is only spoken can end one.")
    written = write_out(person, terms, organisation_day(act.at), signature.name)
    before = _before(person, terms, instead_of)
    for old in before:
        _end(old, signature.how, act, changed=True)
    given = _kept(person, terms, written, signature, before[0] if before else None, act)
    announce(
        ConsentGiven(
            given.pk, person.pk, given.kind, given.recipient_id, signature.how.value, given.replaces_id
        ),
        act=act,
    )
    return given


def _kept(
    person: Person, terms: Terms, written: Written, signature: Signature, replaces: Consent | None, act: Act
) -> Consent:  # fmt: skip
    form, worded = written.form, written.worded
    return Consent.objects.create(
        person=person, kind=terms.kind, discloser=form.discloser, recipient=_saved(written.recipient),
        participants=form.participants, resources=sorted(form.resources), purpose=terms.purpose, ends=terms.ends,
        expires_on=terms.expires_on, firm_until=terms.firm_until, wording=worded.name, language=worded.language,
        text=written.signed(signature), signed_name=signature.name, signed_by=person, signed_how=signature.how,
        signed_at=act.at, recorded_by=None if signature.how == How.SCREEN else act.actor,
        witness=signature.witness, replaces=replaces,
    )  # fmt: skip


def _saved(recipient: Recipient) -> Recipient:
    if recipient.kind == Recipient.Kind.CLASS:
        return Recipient.objects.get_or_create(kind=recipient.kind, name=recipient.name)[0]
    if recipient.pk is None:
        recipient.save()
    return recipient


@transaction.atomic
def revoke_consent(consent: Consent, *, how: Consent.How, act: Act) -> Consent:
    """The person stops it on their screen, or a worker writes down that they did. Holds from the next request on.

    Stopping twice changes nothing. Raises Refused, NotYet.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)
    require(_may_sign(consent.person, how, act))
    if consent.revoked_at is None:
        _end(consent, how, act, changed=False)
    return consent


def _end(consent: Consent, how: Consent.How, act: Act, *, changed: bool) -> None:
    if consent.firm_until and organisation_day(act.at) < consent.firm_until:
        raise NotYet(f"This consent holds until {consent.firm_until:%Y-%m-%d}.")
    consent.revoked_at, consent.revoked_how = act.at, how
    consent.revoked_by = None if how == How.SCREEN else act.actor
    consent.save(update_fields=["revoked_at", "revoked_how", "revoked_by"])
    state = {"how": how.value}
    promise(ConsentRevoked.kind, person=consent.person_id, subject=consent.pk, state=state, act=act)
    told = ConsentRevoked(
        consent.pk, consent.person_id, consent.kind, consent.recipient_id, how.value, changed
    )
    announce(told, act=act)


def _may_sign(person: Person, how: Consent.How, act: Act) -> bool:
    """On the screen only the person; for them, whoever may add to their consents. Nobody for themself on paper."""
    own = act.actor is not None and act.actor.pk == person.pk
    if how == How.SCREEN:
        return own
    return not own and decide(act, "consents", person, "append").allowed


def _before(person: Person, terms: Terms, instead_of: Consent | None) -> list[Consent]:
    """What ends when this is signed: the one it changes, and whatever stands of a kind that is held once."""
    standing = Consent.objects.select_for_update().filter(person=person, revoked_at=None).order_by("pk")
    if rule_of(terms.kind).single:
        return list(standing.filter(kind=terms.kind))
    if instead_of is None:
        return []
    changed = list(standing.filter(pk=instead_of.pk, kind=terms.kind))
    require(bool(changed))
    return changed
