"""A time with somebody, as whoever plans with the person chose it, and holding it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.clinical.triage.coping_plan import MEETING_MINUTES
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.actions import book
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.scheduling.queries import pause_of
from handrail.foundation.teams.queries import local


@dataclass(frozen=True, slots=True)
class Slot:
    """A time with somebody: of which kind of work, and how they meet."""

    worker: Person
    starts_at: datetime
    strand: str
    modality: Appointment.Modality = Appointment.Modality.IN_PERSON


def book_slot(person: Person, slot: Slot, act: Act) -> Appointment:
    """As long as a meeting in a crisis lasts, with the worker's pause after it. Raises AlreadyBooked."""
    pause = pause_of(slot.worker, local(slot.worker, slot.starts_at).date())
    return book(
        person, slot.worker, starts_at=slot.starts_at, ends_at=slot.starts_at + timedelta(minutes=MEETING_MINUTES),
        strand=slot.strand, modality=slot.modality, pause=pause, act=act,
    )  # fmt: skip
