"""Consents: the person gives, changes and stops; a worker writes down what was signed on paper or said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from handrail.foundation.consent import recipients
from handrail.foundation.consent.elements import Form, missing
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.events import ConsentGiven, ConsentRevoked
from handrail.foundation.consent.kinds import rule_of
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.recipients import Named
from handrail.foundation.consent.wording import (
    Wording,
    current,
    day_in_words,
    ends_in_words,
    what_in_words,
    words,
)
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Organisation

How, Ends = Consent.How, Consent.Ends


class ElementsMissing(ValueError):
    """The rule asks for elements that this consent lacks; `names` says which (`elements.py`)."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"A consent needs: {', '.join(names)}.")
        self.names = names


class OutsideTheKind(ValueError):
    """This kind of consent cannot say that: a record, a purpose, a recipient or an end that is not for it."""


class NotYet(ValueError):
    """A consent for a court, probation or parole cannot be taken back before the day it names (42 CFR 2.35)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a consent says. Kinds that go whole or to a class need neither `resources` nor `recipient`."""

    kind: Consent.Kind
    purpose: Consent.Purpose
    ends: Consent.Ends
    recipient: Recipient | Named | None = None
    resources: frozenset[str] = frozenset()
    expires_on: date | None = None
    participants: str = ""
    firm_until: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Signature:
    """The name as signed; on paper also who else was there. A consent is never spoken (2.31(a)(8))."""

    name: str
    how: Consent.How = How.SCREEN
    witness: str = ""


@transaction.atomic
def give_consent(
    person: Person, terms: Terms, *, signature: Signature, act: Act, instead_of: Consent | None = None
) -> Consent:
    """The person signs on their screen, or a worker records what they signed on paper. `instead_of` ends then.

    Raises Refused, OutsideTheKind, ElementsMissing, NotYet.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(_may_sign(person, signature.how, act))
    _fits(terms)
    discloser = Organisation.objects.get().name
    recipient = _recipient(person, terms, discloser)
    form, text = _written(person, terms, recipient, discloser, signature, act)
    if lacking := missing(form):
        raise ElementsMissing(lacking)
    before = _before(person, terms, instead_of)
    for old in before:
        _end(old, signature.how, act, changed=True)
    if recipient.pk is None:
        recipient.save()
    given = Consent.objects.create(
        person=person, kind=terms.kind, discloser=discloser, recipient=recipient, participants=form.participants,
        resources=sorted(form.resources), purpose=terms.purpose, ends=terms.ends, expires_on=terms.expires_on,
        firm_until=terms.firm_until, wording=_wording(terms).name, language=_wording(terms).language, text=text,
        signed_name=signature.name, signed_by=person, signed_how=signature.how, signed_at=act.at,
        recorded_by=None if signature.how == How.SCREEN else act.actor, witness=signature.witness,
        replaces=before[0] if before else None,
    )  # fmt: skip
    changes = given.replaces_id
    announce(
        ConsentGiven(given.pk, person.pk, terms.kind.value, recipient.pk, signature.how.value, changes),
        act=act,
    )
    return given


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
    if consent.firm_until and act.at.date() < consent.firm_until:
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


def _fits(terms: Terms) -> None:
    rule = rule_of(terms.kind)
    right = [
        terms.purpose in rule.purposes,
        terms.ends in rule.ends,
        (terms.expires_on is not None) == (terms.ends == Ends.ON_DAY),
        terms.resources <= set(rule.resources),
        terms.firm_until is None or terms.kind == Consent.Kind.CRIMINAL_JUSTICE,
        not terms.participants or terms.kind == Consent.Kind.INTERMEDIARY,
        terms.recipient is None or terms.recipient.kind in rule.recipients,
    ]
    if not all(right):
        raise OutsideTheKind("This kind of consent cannot say that.")


def _recipient(person: Person, terms: Terms, discloser: str) -> Recipient:
    """The row that the terms mean; one that is not saved yet when it is named for the first time."""
    if called := recipients.class_name(terms.kind, discloser):
        return Recipient.objects.get_or_create(kind=Recipient.Kind.CLASS, name=called)[0]
    meant = terms.recipient
    if meant is None:
        return Recipient(kind=rule_of(terms.kind).recipients[0], name="")
    known = recipients.known_recipients(person)
    if isinstance(meant, Recipient):
        require(known.filter(pk=meant.pk).exists())
        return meant
    same = known.filter(kind=meant.kind, name__iexact=meant.name.strip()).order_by("pk").first()
    return same or Recipient(kind=meant.kind, name=meant.name.strip())


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


def _written(
    person: Person, terms: Terms, recipient: Recipient, discloser: str, signature: Signature, act: Act
) -> tuple[Form, str]:  # fmt: skip
    rule, worded = rule_of(terms.kind), _wording(terms)
    participants = terms.participants
    if terms.kind == Consent.Kind.INTERMEDIARY and not participants:
        participants = words(worded.language)["participants"]["treating"]
    form = Form(
        kind=terms.kind.value, says=worded.says, patient=person.legal_name or person.preferred_name,
        discloser=discloser, recipient=recipient.name, participants=participants,
        resources=frozenset(rule.resources) if rule.whole else terms.resources, purpose=terms.purpose.value,
        ends=terms.ends.value, expires_on=terms.expires_on, firm_until=terms.firm_until,
        signed_name=signature.name, signed_on=act.at.date(),
    )  # fmt: skip
    return form, f"{_read_out(form, worded)}\n\n{_signed(signature, worded.language, act)}"


def _read_out(form: Form, worded: Wording) -> str:
    language = worded.language
    shown = recipients.class_name(form.kind, form.discloser, language) or form.recipient
    return worded.read_out(
        {
            "person": form.patient, "discloser": form.discloser, "recipient": shown,
            "participants": form.participants, "what": what_in_words(form.resources, language),
            "purpose": words(language)["purposes"][form.purpose],
            "ends": ends_in_words(form.ends, form.expires_on, language),
            "firm": day_in_words(form.firm_until, language),
        }
    )  # fmt: skip


def _signed(signature: Signature, language: str, act: Act) -> str:
    text: str = words(language)["signed"][signature.how.value]
    return text.format(name=signature.name, day=day_in_words(act.at.date(), language))


def _wording(terms: Terms) -> Wording:
    return current(terms.kind.value, terms.language)
