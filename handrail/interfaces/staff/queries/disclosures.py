"""What went outside, of one person or of everybody whose disclosures the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.foundation.consent.accounting import Line, accounting_of
from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import decide, keys_for, may
from handrail.foundation.consent.models import Consent, Disclosure, Packet, Recipient
from handrail.foundation.consent.naming import named
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import Person

LOG = "disclosure_log"
LATEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line: whose it is, to whom, what, why, how, when; `times` is more than one where alike are one line."""

    person: Person
    whom: str
    what: str
    why: str
    how: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent to an organisation that holds now, and what was sent on it."""

    consent: Consent
    what: str
    packet: Packet | None


def latest_page(act: Act) -> dict[str, Any]:
    """The latest hundred, one by one."""
    seen = Disclosure.objects.filter(person__in=keys_for(act, LOG)).select_related("person", "recipient")
    return {"person": None, "rows": [_one(row) for row in seen.newest_first()[:LATEST]]}


def person_page(act: Act, person_id: int) -> dict[str, Any]:
    """Everything of the last six years of one person, alike as one line. Absent for whoever may not see it."""
    person = Person.objects.filter(pk=person_id).exclude(pk=act.actor.pk if act.actor else 0).first()
    if person is not None:
        ask_ahead(act, person, (LOG, "read"), (LOG, "append"), ("demographics", "read"))
    if person is None or not (decision := decide(act, LOG, person)).allowed:
        raise Http404
    record_viewing(person, LOG, decision.basis, act=act)
    rows: Sequence[Row] = [_line(person, line) for line in accounting_of(person, act.at)]
    sends = may(act, LOG, person, "append")
    standing = _standing(person, act) if sends else []
    return {"person": person, "rows": rows, "standing": standing, "opens": may(act, "demographics", person)}


def _standing(person: Person, act: Act) -> list[Standing]:
    holding = Consent.objects.at(act.at).filter(
        person=person, revoked_at=None, recipient__kind=Recipient.Kind.ORGANISATION
    )
    sent = {packet.consent_id: packet for packet in Packet.objects.filter(person=person, closed_at=None)}
    return [
        Standing(given, ", ".join(named(given.resources)), sent.get(given.pk))
        for given in holding.select_related("recipient").order_by("-signed_at", "-pk")
    ]


def _whom(of: Disclosure | Line) -> str:
    if of.ground == Disclosure.Ground.EMERGENCY:
        return _("Medical staff, in an emergency")
    return of.recipient.name if of.recipient else _("The person")


def _one(row: Disclosure) -> Row:
    return Row(
        row.person, _whom(row), ", ".join(named(row.resources)),
        row.get_purpose_display(), row.get_how_display(), 1, row.made_at, row.made_at,
    )  # fmt: skip


def _line(person: Person, line: Line) -> Row:
    return Row(
        person, _whom(line), ", ".join(named(line.resources)),
        str(Consent.Purpose(line.purpose).label), str(Disclosure.How(line.how).label), line.times, line.first_at, line.last_at,
    )  # fmt: skip
