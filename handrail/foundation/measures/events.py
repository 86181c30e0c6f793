"""What measures announce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class CheckInRecorded(Event):
    kind: ClassVar[str] = "measures.check_in.recorded"

    day: date

    def facts(self) -> dict[str, Any]:
        return {"day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class CheckInsImported(Event):
    """`count` check-ins of one person, from `first` to `last`, came from an older system; `subject` is the first."""

    kind: ClassVar[str] = "measures.check_ins.imported"

    first: date
    last: date
    count: int

    def facts(self) -> dict[str, Any]:
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "count": self.count}


@dataclass(frozen=True, slots=True)
class ResponseScored(Event):
    kind: ClassVar[str] = "measures.response.scored"

    instrument: str


@dataclass(frozen=True, slots=True)
class ScaleAsked(Event):
    kind: ClassVar[str] = "measures.assignment.asked"

    instrument: str


@dataclass(frozen=True, slots=True)
class ScaleMoved(Event):
    """What is asked before a session is due on another day, with the session."""

    kind: ClassVar[str] = "measures.assignment.moved"

    instrument: str


@dataclass(frozen=True, slots=True)
class ScaleDeclined(Event):
    kind: ClassVar[str] = "measures.assignment.declined"

    instrument: str


@dataclass(frozen=True, slots=True)
class ThirdQuestionChosen(Event):
    """The person chose what the third question of their check-in is about."""

    kind: ClassVar[str] = "measures.third_question.chosen"

    question: str


@dataclass(frozen=True, slots=True)
class ScaleScheduled(Event):
    """A scale is asked for by itself from now on; of one person, or of nobody in particular."""

    kind: ClassVar[str] = "measures.schedule.made"

    instrument: str


@dataclass(frozen=True, slots=True)
class ScheduleEnded(Event):
    kind: ClassVar[str] = "measures.schedule.ended"

    instrument: str


@dataclass(frozen=True, slots=True)
class SittingBegun(Event):
    """A clinic tablet was handed to the person."""

    kind: ClassVar[str] = "measures.sitting.begun"


@dataclass(frozen=True, slots=True)
class SittingEnded(Event):
    kind: ClassVar[str] = "measures.sitting.ended"
