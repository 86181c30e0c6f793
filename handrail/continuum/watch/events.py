"""What the watch announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ConcernRaised(Event):
    """Something changed enough to tell the team; `finding` holds why."""

    kind: ClassVar[str] = "watch.concern.raised"

    finding: int


@dataclass(frozen=True, slots=True)
class SupportOffered(Event):
    """Something changed a little: the person is offered support, the team is not called."""

    kind: ClassVar[str] = "watch.support.offered"


@dataclass(frozen=True, slots=True)
class ConcernSettled(Event):
    kind: ClassVar[str] = "watch.concern.settled"

    outcome: str
