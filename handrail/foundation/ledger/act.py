"""Who acts, when, and by which way in. Every change carries one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from handrail.foundation.people.models import Person

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Act:
    """`actor` is None when the house itself acts; `at` is aware; `via` names the way in."""

    actor: Person | None
    at: datetime
    via: str
    #: Nothing that decides is changed meanwhile, as by a page that is only looked at: what was decided stays so.
    looks: bool = False
    #: Answers that hold for this one moment and need not be asked twice (which roles the actor holds), by actor.
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("An act needs a time with its zone.")

    def in_place_of(self, somebody: Person) -> Act:
        """The act of somebody else at this moment, to ask what they may do; a page that looks asks once about each."""
        return replace(self, actor=somebody, memo=self.memo if self.looks else {})

    def once(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` answers: a page that looks asks it once, an act that changes things asks each time."""
        if not self.looks:
            return find()
        if what not in self.memo:
            self.memo[what] = find()
        found: Found = self.memo[what]
        return found
