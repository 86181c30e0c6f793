"""What case reviews announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ReviewPointWritten(Event):
    kind: ClassVar[str] = "reviews.point.written"


@dataclass(frozen=True, slots=True)
class DecisionNoted(Event):
    """The step it became is announced by the plan."""

    kind: ClassVar[str] = "reviews.decision.noted"

    review: int


@dataclass(frozen=True, slots=True)
class CaseReviewClosed(Event):
    kind: ClassVar[str] = "reviews.review.closed"
