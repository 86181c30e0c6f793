"""Who is invited to a family session, and what each may hear about now."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.continuum.journey.wording.consent import resource_words
from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.counseling.models import Guest
from handrail.pillars.counseling.queries import consent_for


@dataclass(frozen=True, slots=True)
class Invited:
    """A guest; `scope` is "" when the person's consent does not hold now: they do not come, and hear nothing."""

    guest: Guest
    scope: str


def guests_of(appointment: Appointment, act: Act) -> list[Invited]:
    """Asked of the consents at this moment."""
    return [Invited(one, _scope(appointment, one, act)) for one in Guest.objects.invited_to(appointment)]


def _scope(appointment: Appointment, one: Guest, act: Act) -> str:
    held = consent_for(appointment.person, one.recipient, act.at)
    return ", ".join(resource_words(name) for name in held.resources) if held else ""
