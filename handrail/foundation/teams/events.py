"""What teams announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PersonEnrolled(Event):
    kind: ClassVar[str] = "teams.enrolment.opened"

    programme: int


@dataclass(frozen=True, slots=True)
class EnrolmentEnded(Event):
    kind: ClassVar[str] = "teams.enrolment.ended"

    programme: int


@dataclass(frozen=True, slots=True)
class CareBegun(Event):
    kind: ClassVar[str] = "teams.care.begun"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class CareEnded(Event):
    kind: ClassVar[str] = "teams.care.ended"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class WorkerJoined(Event):
    kind: ClassVar[str] = "teams.membership.opened"

    programme: int
    role: str


@dataclass(frozen=True, slots=True)
class MembershipEnded(Event):
    kind: ClassVar[str] = "teams.membership.ended"

    programme: int
    role: str


@dataclass(frozen=True, slots=True)
class CredentialNoted(Event):
    """A worker's licence or certificate was written down, or the day until which it holds."""

    kind: ClassVar[str] = "teams.credential.noted"

    worker: int
