"""Where somebody may be found and through whom, as they say it, or as it is written down with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import ContactPoint, Person
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.events import LeadEnded, LeadNoted
from handrail.pillars.case_management.models import Lead

#: So many of one person that hold. Our own rule.
LEADS = 12


class TooManyLeads(ValueError):
    """There are so many that one has to go first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known, and what they said we may do and say there."""

    kind: Lead.Kind
    words: str
    phone: str = ""
    safety: ContactPoint.Safety = ContactPoint.Safety.UNKNOWN
    may_say: Lead.MaySay = Lead.MaySay.NOTHING
    words_to_say: str = ""
    earliest: time | None = None
    latest: time | None = None


@transaction.atomic
def note_lead(person: Person, known: Known, *, act: Act) -> Lead:
    """Write it down. Where they did not agree, nothing is said about us. The same again is kept once. Raises Refused,
    TooManyLeads."""
    person = hold(person)
    require(policy.may_note_lead(act, person))
    assert act.actor is not None
    safe = known.safety == ContactPoint.Safety.SAFE
    told = {
        "kind": known.kind, "words": known.words.strip(), "phone": known.phone, "safety": known.safety,
        "may_say": known.may_say if safe else Lead.MaySay.NOTHING, "words_to_say": known.words_to_say.strip(),
        "earliest": known.earliest, "latest": known.latest,
    }  # fmt: skip
    there = list(Lead.objects.known(person))
    for one in there:
        # What is sealed cannot be searched for; nobody has more than a few.
        if all(getattr(one, name) == value for name, value in told.items()):
            return one
    if len(there) >= LEADS:
        raise TooManyLeads(
            _("There are so many already that one has to be taken away first. Nothing was changed.")
        )
    made = Lead.objects.create(person=person, written_by=act.actor, written_at=act.at, **told)
    announce(LeadNoted(made.pk, person.pk), act=act)
    return made


@transaction.atomic
def end_lead(lead: Lead, *, act: Act) -> Lead:
    """It does not hold any more, or they do not want it used. Done again, nothing. Raises Refused."""
    person = hold(lead.person)
    require(policy.may_note_lead(act, person))
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    if lead.ended_at is None:
        lead.ended_at = act.at
        lead.save(update_fields=["ended_at"])
        announce(LeadEnded(lead.pk, lead.person_id), act=act)
    return lead
