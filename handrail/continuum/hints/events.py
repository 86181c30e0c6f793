"""What hints announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class HintGiven(Event):
    kind: ClassVar[str] = "hints.hint.given"

    rule: str


@dataclass(frozen=True, slots=True)
class HintTakenUp(Event):
    kind: ClassVar[str] = "hints.hint.taken_up"

    rule: str
    step: int


@dataclass(frozen=True, slots=True)
class HintDismissed(Event):
    kind: ClassVar[str] = "hints.hint.dismissed"

    rule: str


@dataclass(frozen=True, slots=True)
class RuleSwitchedOff(Event):
    """A programme does not use a rule of hints any more."""

    kind: ClassVar[str] = "hints.rule.switched_off"

    programme: int
    rule: str


@dataclass(frozen=True, slots=True)
class RuleSwitchedOn(Event):
    kind: ClassVar[str] = "hints.rule.switched_on"

    programme: int
    rule: str
