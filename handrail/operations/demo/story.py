"""A story that the demo always tells: what is special about one person. Days count back from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.operations.demo.names import Name


@dataclass(frozen=True, slots=True)
class StoryStep:
    """A step of the plan. `who` is a strand (self is the person) or the name of a partner; `ended` days ago."""

    title: str
    why: str
    who: str
    made: int
    due_in: int
    ended: int | None = None
    outcome: str = ""
    changed: bool = False
    barrier: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """`rough` are (from, until, size in usual spreads), `quiet` are (from, until), both in days ago.

    `programmes` come beside outpatient; a pair of days says when care there began and ended.
    `usual` are level and spread of answers, `answers` those of single days (days ago), `asked` what they are asked.
    `left_undone` is (rule, role): what that role took on for findings of that rule is not done.
    `now` holds the answers of a check-in made a moment ago, by the real action.
    """

    id: str
    name: Name
    enrolled: int
    programmes: Mapping[str, tuple[int, int | None]]
    what_matters: str
    goals: tuple[str, ...]
    eager: float = 0.9
    rough: tuple[tuple[int, int, float], ...] = ()
    quiet: tuple[tuple[int, int], ...] = ()
    used: tuple[int, ...] = ()
    unsafe: tuple[int, ...] = ()
    reaches_out: tuple[int, ...] = ()
    words: Mapping[int, str] = field(default_factory=dict)
    steps: tuple[StoryStep, ...] = ()
    now: Mapping[str, Any] | None = None
    goal: str = "undecided"
    my_people: tuple[tuple[str, str], ...] = ()
    shared_with_peer: bool = True
    family: tuple[str, int, int] | None = None
    zone_from: tuple[str, int] | None = None
    concern_stays_open: bool = False
    left_undone: tuple[str, str] | None = None
    words_to_say: str = ""
    severity: tuple[float, float] = (14.0, 8.0)
    asked: tuple[str, ...] = ()
    usual: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    answers: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    def level(self, days_ago: int) -> float:
        """How much harder than usual that day was, in usual spreads."""
        return max((size for first, last, size in self.rough if first >= days_ago >= last), default=0.0)

    def is_quiet(self, days_ago: int) -> bool:
        """Whether there was no check-in that day."""
        return any(first >= days_ago >= last for first, last in self.quiet)
