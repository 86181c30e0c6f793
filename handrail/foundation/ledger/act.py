"""Who acts, when, and by which way in. Every change carries one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handrail.foundation.people.models import Person


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
