"""A scale half answered, kept in the session so that the person can go on later. It holds the word of its owner."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from uuid import uuid4

from django.http import HttpRequest

from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING
from handrail.clinical.instruments.conditions import Facts, holds
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument, Item
from handrail.clinical.instruments.scoring import fired
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment
from handrail.interfaces.client.frame import owner_word
from handrail.interfaces.client.questions import SKIP

PLACE = "scale"


@dataclass(frozen=True, slots=True)
class ScaleDraft:
    """`asked` is the assignment; `answers` maps an item to the value chosen, as text, or to "skip"."""

    owner: str
    asked: int
    instrument: str
    key: str
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def scale(self) -> Instrument:
        return instrument(self.instrument)

    def given(self) -> dict[str, int | str]:
        """The answers as scoring reads them; what was skipped is left out."""
        items = {item.id: item for item in self.scale.questions()}
        return {name: value_of(items[name], text) for name, text in self.answers.items() if text != SKIP}

    def due(self) -> list[Item]:
        """The questions as they stand now, in order; one that hangs on others comes once they say so."""
        facts = Facts(self.given())
        return [item for item in self.scale.questions() if item.ask_if is None or holds(item.ask_if, facts)]

    def next(self) -> Item | None:
        """The first question without an answer; None at the end, and as soon as an answer asks for contact."""
        if any(trigger.level in PRESSING for trigger in fired(self.scale, self.given())):
            return None
        return next((item for item in self.due() if item.id not in self.answers), None)

    def with_answer(self, item: Item, text: str) -> ScaleDraft:
        return ScaleDraft(self.owner, self.asked, self.instrument, self.key, self.answers | {item.id: text})


def value_of(item: Item, text: str) -> int | str:
    """The option that was chosen by its text."""
    return next(option.value for option in item.options if str(option.value) == text)


def draft_for(request: HttpRequest, asked: Assignment, act: Act) -> ScaleDraft:
    """What this person has answered of it so far."""
    assert act.actor is not None
    held, owner = request.session.get(PLACE), owner_word(act.actor)
    if held and held["owner"] == owner and held["asked"] == asked.pk:
        return ScaleDraft(**held)
    return ScaleDraft(owner, asked.pk, asked.instrument, str(uuid4()))


def keep(request: HttpRequest, draft: ScaleDraft) -> None:
    request.session[PLACE] = asdict(draft)


def drop(request: HttpRequest) -> None:
    request.session.pop(PLACE, None)
