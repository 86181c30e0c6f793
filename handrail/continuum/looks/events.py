"""What looks announce. No entry names the person: neither their team nor whoever looked reads it in their story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class LookFoundUnexplained(Event):
    kind: ClassVar[str] = "looks.look.found"

    viewer: int
    why: str


@dataclass(frozen=True, slots=True)
class LookQuestionAnswered(Event):
    kind: ClassVar[str] = "looks.question.answered"

    answer: str


@dataclass(frozen=True, slots=True)
class UnexplainedLookClosed(Event):
    kind: ClassVar[str] = "looks.look.closed"

    viewer: int
    outcome: str
