"""A scale half answered: kept as it grows, for the person alone, so that they can go on later or elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING, SUPPORT
from handrail.clinical.instruments.asking import due
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument, Item
from handrail.clinical.instruments.scoring import fired
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Response
from handrail.foundation.measures.queries import half_answered
from handrail.interfaces.answering import Kept, answer_sent, choices_of, value_of
from handrail.interfaces.client.questions import SKIP


@dataclass(frozen=True, slots=True)
class ScaleDraft:
    """`asked` is the assignment; `answers` maps an item to what was answered (see answering.Kept), or to "skip"."""

    asked: int
    instrument: str
    key: UUID
    answers: dict[str, Kept] = field(default_factory=dict)

    @property
    def scale(self) -> Instrument:
        return instrument(self.instrument)

    def given(self) -> dict[str, Any]:
        """The answers as scoring reads them; what was skipped is left out."""
        items = {item.id: item for item in self.scale.questions()}
        return {name: value_of(items[name], text) for name, text in self.answers.items() if text != SKIP}

    def due(self) -> list[Item]:
        """The questions as they stand now, in order; one that hangs on others comes once they say so."""
        return due(self.scale, self.given())

    @property
    def is_pressing(self) -> bool:
        """Whether an answer asks for contact, or for support at once: then nothing more is asked."""
        return bool(self._levels & {*PRESSING, SUPPORT})

    @property
    def is_told(self) -> bool:
        """Whether an answer is told to the team at once; of support alone nobody hears."""
        return bool(self._levels & {*PRESSING})

    @property
    def _levels(self) -> set[str]:
        return {trigger.level for trigger in fired(self.scale, self.given())}

    def pressing_answers(self, item: Item) -> frozenset[str]:
        """The answers to this question with which nothing more would be asked."""
        if item.kind not in {"choice", "scale"}:
            return frozenset()
        offered = [value for value, _words in choices_of(item)]
        return frozenset(value for value in offered if self.with_answer(item, value).is_pressing)

    def next(self) -> Item | None:
        """The first question without an answer; None at the end, and as soon as an answer asks for contact."""
        if self.is_pressing:
            return None
        return next((item for item in self.due() if item.id not in self.answers), None)

    def with_answer(self, item: Item, kept: Kept) -> ScaleDraft:
        return replace(self, answers=self.answers | {item.id: kept})


def taken(draft: ScaleDraft, item: Item, sent: QueryDict) -> ScaleDraft:
    """With what was sent for that question. Raises ValidationError with what to do."""
    skipped = sent.get("answer") == SKIP
    return draft.with_answer(item, SKIP if skipped else answer_sent(item, sent))


def draft_for(asked: Assignment, act: Act) -> ScaleDraft:
    """What the person has answered of it so far, on their own device or on a tablet."""
    half = half_answered(asked.person, asked.person, asked.instrument, act.at)
    if half is None:
        return ScaleDraft(asked.pk, asked.instrument, uuid4())
    return ScaleDraft(asked.pk, asked.instrument, half.key, json.loads(half.answers))


def keep(draft: ScaleDraft, asked: Assignment, act: Act, way: Response.Way = Response.Way.OWN) -> None:
    measures.keep_half(
        asked.person, instrument_id=draft.instrument, key=draft.key, answers=draft.answers, way=way, act=act
    )
