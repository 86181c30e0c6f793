"""What practices announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PracticeBegun(Event):
    """Somebody chose to practise a method, or agreed to with whoever asked."""

    kind: ClassVar[str] = "practices.practice.begun"

    method: str


@dataclass(frozen=True, slots=True)
class PracticeEnded(Event):
    kind: ClassVar[str] = "practices.practice.ended"

    method: str


@dataclass(frozen=True, slots=True)
class PracticeTold(Event):
    """How it went, or what got in the way."""

    kind: ClassVar[str] = "practices.log.told"

    method: str
