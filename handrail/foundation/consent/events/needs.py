"""What consent announces of allergies and of what somebody needs to take part. Codes only: the words lie sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AllergyNoted(Event):
    """An allergy or intolerance was written down, or written anew in place of an earlier version."""

    kind: ClassVar[str] = "consent.allergy.noted"

    anew: bool


@dataclass(frozen=True, slots=True)
class AllergyEnded(Event):
    """It was found not to be so, or was written down by mistake."""

    kind: ClassVar[str] = "consent.allergy.ended"

    status: str


@dataclass(frozen=True, slots=True)
class NoAllergyTold(Event):
    """Somebody was asked, and knows of none."""

    kind: ClassVar[str] = "consent.no_allergy.told"


@dataclass(frozen=True, slots=True)
class AccessNeedsWritten(Event):
    """What somebody needs to take part was written, or changed; `subject` is the version."""

    kind: ClassVar[str] = "consent.access_needs.written"

    version: int
