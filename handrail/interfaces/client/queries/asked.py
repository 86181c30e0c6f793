"""The scales that wait for the person."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale the person is asked to answer: with how many questions."""

    pk: int
    count: int


def asked_of(act: Act) -> list[Asked]:
    """The scales that wait for the person, the first asked first."""
    found = Assignment.objects.visible_to(act).open().filter(person=act.actor).order_by("asked_at", "pk")
    scales = [(one, instrument(one.instrument)) for one in found]
    return [Asked(one.pk, len(scale.items)) for one, scale in scales if on_a_phone(scale)]


def on_a_phone(scale: Instrument) -> bool:
    """Whether the person may answer it alone, by choosing among the words it gives."""
    items = list(scale.questions())
    return scale.may_be_sent_to_person and all(
        item.options and all(option.label for option in item.options) for item in items
    )
