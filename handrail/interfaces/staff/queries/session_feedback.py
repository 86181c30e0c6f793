"""What somebody said about their last session, for the brief before the next one: only what they let the reader see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scoring import score
from handrail.continuum.journey.wording.pieces import Line, lines_of
from handrail.foundation.measures.models import Response
from handrail.interfaces.staff.queries.record import Record

FEEDBACK = "session_feedback"


@dataclass(frozen=True, slots=True)
class Feedback:
    """The newest answers; `ask`: the instrument's own rule says to talk about them."""

    made_at: datetime
    lines: tuple[Line, ...]
    ask: bool


def feedback_since(record: Record, since: datetime) -> Feedback | None:
    """The newest since then, held against the one before it."""
    if not record.may("measures"):
        return None
    made = list(Response.objects.of(record.person, FEEDBACK).meant_for(record.act).reverse()[:2])
    if not made or made[0].made_at <= since:
        return None
    scale, before = instrument(FEEDBACK), made[1].answers if len(made) > 1 else None
    told = score(scale, made[0].answers, before)
    return Feedback(made[0].made_at, tuple(lines_of(scale, made[0])), bool(told.notes))
