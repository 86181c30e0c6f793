"""Whom a consent may name: somebody new, somebody named before, an organisation that signs in here, a class."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.foundation.consent.models import Consent, Recipient, RecipientMember
from handrail.foundation.consent.wording import words
from handrail.foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Named:
    """A recipient by kind and name, as somebody typed it."""

    kind: Recipient.Kind
    name: str


def known_recipients(person: Person) -> QuerySet[Recipient]:
    """Whom this person named before, and the organisations that sign in here. Never whom somebody else named."""
    named = Consent.objects.filter(person=person, recipient=OuterRef("pk"))
    partner = RecipientMember.objects.filter(recipient=OuterRef("pk"), until_on=None)
    known = Q(Exists(named)) | Q(Exists(partner), kind=Recipient.Kind.ORGANISATION)
    return Recipient.objects.filter(known).exclude(kind=Recipient.Kind.CLASS)


def class_name(kind: str, discloser: str, language: str = "en") -> str:
    """How the class of those who receive under this kind of consent is called: "" when it has none."""
    text: str = words(language)["classes"].get(kind, "")
    return text.format(discloser=discloser)
