"""The scales that wait for the person."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.clinical.instruments.asking import due
from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.queries import begun_by, open_and_answerable


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale the person is asked to answer: with how many questions, and whether they have begun."""

    pk: int
    count: int
    begun: bool = False


def asked_of(act: Act) -> list[Asked]:
    """The scales that wait for the person, the first asked first."""
    assert act.actor is not None
    scales = [(one, instrument(one.instrument)) for one in open_and_answerable(act.actor)]
    begun = set(begun_by(act.actor, act.at).values_list("instrument", flat=True)) if scales else set()
    return [Asked(one.pk, len(due(scale, {})), scale.id in begun) for one, scale in scales]
