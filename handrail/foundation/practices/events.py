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


@dataclass(frozen=True, slots=True)
class SheetWritten(Event):
    """A worksheet or plan was written, or written further; `subject` is the version."""

    kind: ClassVar[str] = "practices.sheet.written"

    method: str
    version: int


@dataclass(frozen=True, slots=True)
class SheetSigned(Event):
    kind: ClassVar[str] = "practices.sheet.signed"

    method: str
    version: int


@dataclass(frozen=True, slots=True)
class DiaryColumnsChosen(Event):
    """The person chose the columns of their day card."""

    kind: ClassVar[str] = "practices.diary.chosen"


@dataclass(frozen=True, slots=True)
class SkillChosen(Event):
    """A skill was put into the week that begins on that day (ISO date)."""

    kind: ClassVar[str] = "practices.skill.chosen"

    method: str
    week: str


@dataclass(frozen=True, slots=True)
class SkillDropped(Event):
    """The skill of that week was taken off, or another took its place."""

    kind: ClassVar[str] = "practices.skill.dropped"

    method: str
    week: str
