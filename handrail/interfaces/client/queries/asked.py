"""The scales that wait for the person."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.clinical.instruments.asking import due, is_answered_by_choosing
from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment
from handrail.foundation.measures.queries import begun_by


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale the person is asked to answer: with how many questions, and whether they have begun."""

    pk: int
    count: int
    begun: bool = False


def asked_of(act: Act) -> list[Asked]:
    """The scales that wait for the person, the first asked first."""
    assert act.actor is not None
    found = Assignment.objects.visible_to(act).open().filter(person=act.actor).order_by("asked_at", "pk")
    scales = [(one, instrument(one.instrument)) for one in found]
    begun = set(begun_by(act.actor, act.at).values_list("instrument", flat=True)) if scales else set()
    return [
        Asked(one.pk, len(due(scale, {})), scale.id in begun)
        for one, scale in scales
        if is_answered_by_choosing(scale)
    ]
