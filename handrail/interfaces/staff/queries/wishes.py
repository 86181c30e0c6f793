"""How somebody wants to be treated, as it stands beside their name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handrail.foundation.people.models import Person, wishes_of
from handrail.interfaces.wishes_form import as_read


@dataclass(frozen=True, slots=True)
class WishesRead:
    """Its lines: (heading, words, whether they are the person's own)."""

    lines: list[tuple[str, str, bool]]
    may_write: bool


def wishes_for(person: Person, may: Callable[..., bool]) -> WishesRead | None:
    """For whoever cares for them: who only answers the phone reads how to reach them, and not this."""
    if not (may("safe_contact") and may("care_plan")):
        return None
    lines = as_read(wishes_of(person), history=may("measures", "write"))
    return WishesRead(lines, may("safe_contact", "write"))
