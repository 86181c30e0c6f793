"""What a handoff announces; `to` is the receiver, by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class HandoffOffered(Event):
    kind: ClassVar[str] = "handoffs.handoff.offered"

    to: int


@dataclass(frozen=True, slots=True)
class HandoffAccepted(Event):
    kind: ClassVar[str] = "handoffs.handoff.accepted"

    to: int


@dataclass(frozen=True, slots=True)
class HandoffDeclined(Event):
    kind: ClassVar[str] = "handoffs.handoff.declined"

    to: int


@dataclass(frozen=True, slots=True)
class HandoffTakenBack(Event):
    kind: ClassVar[str] = "handoffs.handoff.taken_back"

    to: int
