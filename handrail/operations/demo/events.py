"""What the demo announces: that it was built, and until when its story is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DemoTold(Event):
    """`through` is the moment up to which the story is told (ISO 8601); `seed`, `people`, `days` as asked for."""

    kind: ClassVar[str] = "demo.organisation.told"

    seed: int
    people: int
    days: int
    through: str
