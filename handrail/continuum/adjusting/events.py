"""What changing a plan after a signal announces: one line, whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class CareAdjusted(Event):
    kind: ClassVar[str] = "adjusting.care.adjusted"

    concern: int
