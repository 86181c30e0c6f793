"""The gate: whatever of a record leaves goes through here, at the moment it leaves, and is written down with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from handrail.foundation.consent.disclosing import HandedOver, may_leave, scope_of
from handrail.foundation.consent.evaluator import may, require
from handrail.foundation.consent.events import RecordDisclosed
from handrail.foundation.consent.kinds import PARTS
from handrail.foundation.consent.matrix import resources
from handrail.foundation.consent.models import Consent, Disclosure, Recipient
from handrail.foundation.consent.offices import may_decide
from handrail.foundation.consent.redisclosure import notice
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import organisation_zone

How = Disclosure.How


@transaction.atomic
def disclose(consent: Consent, what: Collection[str], *, how: How, act: Act) -> HandedOver:
    """Hand over what of `what` this consent lets leave now. Raises `Refused` when that is nothing."""
    handed = disclose_each([consent], what, to=consent.recipient, how=how, act=act)
    require(bool(handed))
    return handed[0]


@transaction.atomic
def disclose_each(
    consents: Sequence[Consent], what: Collection[str], *, to: Recipient, how: How, act: Act
) -> list[HandedOver]:
    """The same for the consents of several people to one recipient; of whom nothing may leave is left out."""
    locked = _locked(consents)
    leaving = may_leave(locked, what, to, act)
    going = [(consent, leaving[consent.pk]) for consent in locked if leaving.get(consent.pk)]
    carried, here = notice(), organisation_zone()
    rows = Disclosure.objects.bulk_create(
        Disclosure(
            person_id=consent.person_id, recipient=to, consent=consent, ground=Disclosure.Ground.CONSENT,
            purpose=consent.purpose, resources=sorted(names), how=how, notice=carried.version,
            made_at=act.at, made_by=act.actor,
        )
        for consent, names in going
    )  # fmt: skip
    announce_all([_told(row) for row in rows], act=act)
    return [
        HandedOver(row.pk, consent.person, names, carried, scope_of(consent, here))
        for row, (consent, names) in zip(rows, going, strict=True)
    ]


@transaction.atomic
def disclose_to_self(person: Person, what: Collection[str], *, how: How, act: Act) -> HandedOver:
    """A copy for the person, by themself or by whoever may export for them (42 CFR 2.23): no consent is needed."""
    own = Act(actor=person, at=act.at, via=act.via)
    require(act.actor == person or may(act, "exports", person, "write"))
    names = frozenset(name for name in what if name in resources() and may(own, name, person))
    require(bool(names))
    row = Disclosure.objects.create(
        person=person, ground=Disclosure.Ground.SELF, purpose=Consent.Purpose.AT_REQUEST,
        resources=sorted(names), how=how, made_at=act.at, made_by=act.actor,
    )  # fmt: skip
    announce_all([_told(row)], act=act)
    return HandedOver(row.pk, person, names)


@transaction.atomic
def disclose_in_emergency(person: Person, what: Collection[str], *, act: Act) -> Disclosure | None:
    """What a worker said of the record to medical staff who treat a medical emergency (42 CFR 2.51), as it was said.

    Nobody hands over what they may not see themself: of that nothing is written, and None returned. The four facts stand
    with whatever told of the emergency.
    """
    names = sorted(name for name in what if name in resources() and may(act, name, person))
    if not names:
        return None
    row = Disclosure.objects.create(
        person=person, ground=Disclosure.Ground.EMERGENCY, purpose=Consent.Purpose.TREATMENT,
        resources=names, how=How.SPOKEN, made_at=act.at, made_by=act.actor,
    )  # fmt: skip
    announce_all([_told(row)], act=act)
    return row


@transaction.atomic
def disclose_on_order(person: Person, what: Collection[str], *, to: str, how: How, act: Act) -> Disclosure:
    """What an order of a court under 42 CFR 2.61 to 2.67 lets go, handed over by the privacy officer. That there is one, and
    that a second person agreed to it, is for whoever calls. Notes kept apart never go this way.
    """
    require(may_decide(act, person, "consents"))
    names = sorted(name for name in what if name in PARTS)
    require(bool(names))
    court = Recipient.objects.create(kind=Recipient.Kind.ORGANISATION, name=to)
    row = Disclosure.objects.create(
        person=person, recipient=court, ground=Disclosure.Ground.ORDER, purpose=Consent.Purpose.LEGAL, resources=names,
        how=how, made_at=act.at, made_by=act.actor,
    )  # fmt: skip
    announce_all([_told(row)], act=act)
    return row


def _locked(consents: Sequence[Consent]) -> list[Consent]:
    # A revocation waits for what is leaving now, or is seen: nothing leaves after it.
    rows = Consent.objects.select_for_update(of=("self",), no_key=True).select_related("person", "recipient")
    return list(rows.filter(pk__in=[consent.pk for consent in consents]).order_by("pk"))


def _told(row: Disclosure) -> RecordDisclosed:
    return RecordDisclosed(
        row.pk, row.person_id, row.recipient_id, row.consent_id, row.ground, row.purpose, row.how, row.notice,
        list(row.resources),
    )  # fmt: skip
