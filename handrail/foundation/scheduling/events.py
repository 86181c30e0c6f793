"""What scheduling announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AppointmentBooked(Event):
    kind: ClassVar[str] = "scheduling.appointment.booked"

    strand: str


@dataclass(frozen=True, slots=True)
class AppointmentSettled(Event):
    """It took place, was cancelled, or the person did not come."""

    kind: ClassVar[str] = "scheduling.appointment.settled"

    strand: str
    status: str
