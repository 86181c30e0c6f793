"""The terms of a consent, held against its kind and its elements, and written out as they are read and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.foundation.consent import recipients
from handrail.foundation.consent.elements import Form, missing
from handrail.foundation.consent.evaluator import require
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
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Organisation

How, Ends = Consent.How, Consent.Ends
#: What only signing adds.
BY_SIGNING = {"signature"}


class ElementsMissing(ValueError):
    """The rule asks for elements that this consent lacks; `names` says which (`elements.py`)."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"A consent needs: {', '.join(names)}.")
        self.names = names


class OutsideTheKind(ValueError):
    """This kind of consent cannot say that: a record, a purpose, a recipient or an end that is not for it."""


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


@dataclass(frozen=True, slots=True)
class Written:
    """A consent as filled in, whom it names (not saved yet when new), and its words up to the signature."""

    form: Form
    recipient: Recipient
    worded: Wording
    text: str

    def signed(self, signature: Signature) -> str:
        """The whole text, with the signature under it."""
        line: str = words(self.worded.language)["signed"][signature.how.value]
        day = day_in_words(self.form.signed_on, self.worded.language)
        return f"{self.text}\n\n{line.format(name=signature.name, day=day)}"


def write_out(person: Person, terms: Terms, on: date, signed_name: str | None = None) -> Written:
    """What is signed on that day, or, without `signed_name`, what would be. Raises OutsideTheKind, ElementsMissing, Refused for a recipient of others."""
    _fits(terms)
    discloser = Organisation.objects.get().name
    worded, recipient = current(terms.kind.value, terms.language), _recipient(person, terms, discloser)
    form = _form(person, terms, recipient, discloser, worded, on, signed_name or "")
    lacking = missing(form)
    if set(lacking) - (BY_SIGNING if signed_name is None else set()):
        raise ElementsMissing(lacking)
    return Written(form, recipient, worded, _read_out(form, worded))


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
        named = Recipient(kind=Recipient.Kind.CLASS, name=called)
        return Recipient.objects.filter(kind=named.kind, name=called).first() or named
    meant = terms.recipient
    if meant is None:
        return Recipient(kind=rule_of(terms.kind).recipients[0], name="")
    known = recipients.known_recipients(person)
    if isinstance(meant, Recipient):
        require(known.filter(pk=meant.pk).exists())
        return meant
    same = known.filter(kind=meant.kind, name__iexact=meant.name.strip()).order_by("pk").first()
    return same or Recipient(kind=meant.kind, name=meant.name.strip())


def _form(
    person: Person, terms: Terms, recipient: Recipient, discloser: str, worded: Wording, on: date, name: str
) -> Form:  # fmt: skip
    rule, participants = rule_of(terms.kind), terms.participants
    if terms.kind == Consent.Kind.INTERMEDIARY and not participants:
        participants = words(worded.language)["participants"]["treating"]
    return Form(
        kind=terms.kind.value, says=worded.says, patient=person.legal_name or person.preferred_name,
        discloser=discloser, recipient=recipient.name, participants=participants,
        resources=frozenset(rule.resources) if rule.whole else terms.resources, purpose=terms.purpose.value,
        ends=terms.ends.value, expires_on=terms.expires_on, firm_until=terms.firm_until,
        signed_name=name, signed_on=on,
    )  # fmt: skip


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
