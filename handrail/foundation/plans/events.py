"""What plans announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class StepAdded(Event):
    kind: ClassVar[str] = "plans.step.added"

    strand: str


@dataclass(frozen=True, slots=True)
class StepStarted(Event):
    kind: ClassVar[str] = "plans.step.started"

    strand: str


@dataclass(frozen=True, slots=True)
class StepCompleted(Event):
    kind: ClassVar[str] = "plans.step.completed"

    strand: str


@dataclass(frozen=True, slots=True)
class StepReopened(Event):
    kind: ClassVar[str] = "plans.step.reopened"

    strand: str


@dataclass(frozen=True, slots=True)
class StepChanged(Event):
    kind: ClassVar[str] = "plans.step.changed"

    strand: str


@dataclass(frozen=True, slots=True)
class StepRanked(Event):
    """It was said whether a step comes first, next or later (1 to 3)."""

    kind: ClassVar[str] = "plans.step.ranked"

    strand: str
    priority: int


@dataclass(frozen=True, slots=True)
class BarrierTold(Event):
    kind: ClassVar[str] = "plans.barrier.told"

    step: int
    strand: str


@dataclass(frozen=True, slots=True)
class GoalSet(Event):
    kind: ClassVar[str] = "plans.goal.set"


@dataclass(frozen=True, slots=True)
class GoalEnded(Event):
    kind: ClassVar[str] = "plans.goal.ended"

    status: str


@dataclass(frozen=True, slots=True)
class LevelChosen(Event):
    kind: ClassVar[str] = "plans.level.chosen"

    level: str


@dataclass(frozen=True, slots=True)
class PlanReviewed(Event):
    kind: ClassVar[str] = "plans.plan.reviewed"


@dataclass(frozen=True, slots=True)
class RhythmSet(Event):
    """A programme says after how many days a plan is looked at again at a level; None: it says nothing any more."""

    kind: ClassVar[str] = "plans.rhythm.set"

    programme: int
    level: str
    days: int | None
