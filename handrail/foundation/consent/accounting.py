"""What went to whom, when, why and on which consent, as the person is owed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min

from handrail.foundation.consent.models import Consent, Disclosure, Recipient
from handrail.foundation.people.models import Person

#: Three years are owed under 42 CFR 2.25, six under 45 CFR 164.528: we show the longer.
YEARS = 6
LONG = timedelta(days=365 * YEARS + 2)
#: For how long an intermediary answers whom it passed a record to (42 CFR 2.24).
PASSED_ON_FOR = timedelta(days=365 * 3 + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """Disclosures alike, as one (45 CFR 164.528(b)(3)): how often, the first and the last time.

    `recipient` and `consent` are None for a copy of the person's own.
    """

    recipient: Recipient | None
    consent: Consent | None
    ground: str
    purpose: str
    how: str
    resources: tuple[str, ...]
    times: int
    first_at: datetime
    last_at: datetime


def accounting_of(person: Person, now: datetime) -> list[Line]:
    """Everything of the last six years, the newest first."""
    alike = ("recipient", "consent", "ground", "purpose", "how", "resources")
    rows = list(
        Disclosure.objects.filter(person=person)
        .since(now - LONG)
        .values_list(*alike)
        .annotate(times=Count("pk"), first=Min("made_at"), last=Max("made_at"))
        .order_by("-last", "recipient", "how")
    )
    recipients = Recipient.objects.in_bulk({row[0] for row in rows if row[0]})
    consents = Consent.objects.in_bulk({row[1] for row in rows if row[1]})
    return [
        Line(
            recipients.get(row[0]),
            consents.get(row[1]),
            row[2],
            row[3],
            row[4],
            tuple(row[5]),
            row[6],
            row[7],
            row[8],
        )
        for row in rows
    ]


def passed_on_by(person: Person) -> list[Consent]:
    """Consents to intermediaries, which owe the person a list of whom they passed it to (42 CFR 2.24)."""
    given = Consent.objects.filter(person=person, kind=Consent.Kind.INTERMEDIARY)
    return list(given.select_related("recipient").order_by("-signed_at", "-pk"))
