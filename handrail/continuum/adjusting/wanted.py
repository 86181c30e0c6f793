"""What somebody wants to change, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.continuum.responses.models import Proposal
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling.models import Appointment


@dataclass(frozen=True, slots=True)
class Sooner:
    """A session at that time: one that is booked, `instead_of`, moves there; without one it is booked with `worker`."""

    starts_at: datetime
    ends_at: datetime
    worker: Person
    strand: str
    modality: Appointment.Modality = Appointment.Modality.IN_PERSON
    pause: timedelta = timedelta(0)
    instead_of: Appointment | None = None


@dataclass(frozen=True, slots=True)
class Practised:
    """A method to practise from now on, and how often."""

    method: str
    cadence: Practice.Cadence


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale or questions of ours, asked for every so many days."""

    instrument: str
    every_days: int


@dataclass(frozen=True, slots=True)
class Cadence:
    """The weekdays on which check-ins are asked for, Monday is 0, through a day; then what held before does again."""

    weekdays: tuple[int, ...]
    until_on: date


@dataclass(frozen=True, slots=True)
class Level:
    """A level of care, and why."""

    level: str
    dimensions: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One of the team is asked for something by a day."""

    worker: Person
    strand: str
    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Change:
    """Everything of one change. `taken` are proposals that the reader takes on with it; `words` say why."""

    words: str = ""
    sooner: Sooner | None = None
    practised: Practised | None = None
    asked: Asked | None = None
    cadence: Cadence | None = None
    level: Level | None = None
    told: Sequence[Told] = ()
    taken: Sequence[Proposal] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the plan would change."""
        parts = (self.sooner, self.practised, self.asked, self.cadence, self.level, self.told, self.taken)
        return not any(parts)
