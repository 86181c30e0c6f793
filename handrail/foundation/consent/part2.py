"""What 42 CFR Part 2 asks before a record of somebody in a covered programme is opened.

Every record of a person who is or was enrolled in a covered programme carries the label: that the record exists at
all says they were there. Circle: the installation serves one organisation, which has direct administrative control
over its programmes (2.12(c)(3)); see docs/decisions/0019-the-circle-of-a-programme.md.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from handrail.foundation.consent.asker import Standing, asker
from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Programme, Role

#: The office serves the whole organisation, and so stands inside whichever programme it is held in.
OFFICES = {Role.PRIVACY_OFFICER.value}
#: One consent for all future treatment, payment and operations covers those who treat.
FOR_TREATING = (Consent.Kind.TPO,)
#: Asked at admission, apart and without condition (G19).
FOR_CRISIS = (*FOR_TREATING, Consent.Kind.CRISIS)


def needed(act: Act, standing: Standing, need: str) -> str:
    """What is left to ask of a cell's `part2`: "" when this standing meets it for everybody.

    A word that is not known stays, and is met by nothing.
    """
    if need == "self" and standing.role == "client":
        return ""
    if need == "inside" and (standing.covered or standing.role in OFFICES):
        return ""
    return need if need and asker(act).covered else ""


def met(act: Act, standing: Standing, need: str, resource: str) -> Q:
    """As a condition on people: no label, or what the label asks for is there now."""
    if need == "":
        return Q()
    basis = there(act, standing, need, resource)
    return unlabelled() | basis if basis is not None else unlabelled()


def there(act: Act, standing: Standing, need: str, resource: str) -> Q | None:
    """As a condition on people: what the label asks for. None when nothing is known that would do."""
    basis = BASES.get(need)
    return basis(act, standing, resource) if basis is not None else None


def labelled(person: Person) -> bool:
    """Whether the record of this person carries the Part 2 label."""
    return not Person.objects.filter(unlabelled(), pk=person.pk).exists()


def unlabelled() -> Q:
    """As a condition on people: their record carries no label."""
    covered = Enrolment.objects.exclude(programme__part2=Programme.Part2.NOT_COVERED)
    return Q(~Exists(covered.filter(person=OuterRef("pk"))))


def _inside(act: Act, standing: Standing, resource: str) -> Q:
    # Leaving the circle switches the cell to consent: one for all who treat, or one that names this worker. One that
    # names somebody else, a partner say, is theirs alone.
    kinds = FOR_CRISIS if standing.role == Role.CRISIS_RESPONDER else FOR_TREATING
    named = Q(kind=Consent.Kind.NAMED, recipient__person=act.actor)
    return _consented(act, resource, Q(kind__in=kinds) | named)


def _consent(act: Act, standing: Standing, resource: str) -> Q:
    return _consented(act, resource, Q(recipient=standing.recipient))


def _named(act: Act, standing: Standing, resource: str) -> Q:
    return _consented(act, resource, Q(recipient=standing.recipient))


def _consented(act: Act, resource: str, which: Q) -> Q:
    valid = Consent.objects.at(act.at).covering(resource).filter(which)
    return Q(Exists(valid.filter(person=OuterRef("pk"))))


def _under_agreement(act: Act, standing: Standing, resource: str) -> Q:
    # Only a case with its agreement opens anything to an auditor: the database holds that.
    return Q(pk__isnull=False)


Basis = Callable[[Act, Standing, str], Q]

BASES: dict[str, Basis] = {
    "inside": _inside,
    "consent": _consent,
    "named_consent": _named,
    "notes_consent": lambda act, standing, resource: _consented(
        act, resource, Q(kind=Consent.Kind.COUNSELING_NOTES, recipient__person=act.actor)
    ),
    "audit_agreement": _under_agreement,
}
