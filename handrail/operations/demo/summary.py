"""What a build did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

#: Told how many people are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows added by this build; `through` is the moment up to which the story is told now."""

    new: bool
    people: int
    staff: int
    check_ins: int
    entries: int
    through: datetime

    def in_words(self) -> str:
        """One line for a terminal."""
        if not self.new:
            return (
                f"The demo was there: {self.check_ins} check-ins and {self.entries} entries since then added."
            )
        return (
            f"{self.people} people, {self.staff} staff, {self.check_ins} check-ins, "
            f"{self.entries} timeline entries."
        )
