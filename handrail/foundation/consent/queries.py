"""The consents of a person as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.recipients import class_name
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import organisation_day

#: How long before a consent runs out somebody is told. Our own rule: long enough to meet once more.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """One consent and how it stands now: `holds`, `revoked`, `changed` or `over`; `soon` when its day is near."""

    consent: Consent
    state: str
    soon: bool

    def recipient(self, language: str) -> str:
        """Whom it names, in the reader's language where it is a class."""
        called = class_name(self.consent.kind, self.consent.discloser, language)
        return called or self.consent.recipient.name


def consents_of(person: Person, act: Act) -> list[Held]:
    """All of them, the newest first. Three queries."""
    signed = Consent.objects.filter(person=person, signed_at__lte=act.at).select_related(
        "person", "recipient", "recorded_by", "revoked_by"
    )
    found = list(signed.order_by("-signed_at", "-pk"))
    holding = set(Consent.objects.at(act.at).filter(person=person).values_list("pk", flat=True))
    changed, today = {one.replaces_id for one in found}, organisation_day(act.at)
    return [_held(one, one.pk in holding, one.pk in changed, today, act) for one in found]


def _held(one: Consent, holds: bool, changed: bool, today: date, act: Act) -> Held:
    if holds:
        near = one.expires_on is not None and one.expires_on <= today + SOON
        return Held(one, "holds", near)
    if one.revoked_at is None or one.revoked_at > act.at:
        return Held(one, "over", False)
    return Held(one, "changed" if changed else "revoked", False)
