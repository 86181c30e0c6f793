"""Answers to a scale: kept half, or sent and scored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.clinical.instruments.scoring import Score, score
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.delivering import do_at_once
from handrail.foundation.measures import policy
from handrail.foundation.measures.audience import audience_of
from handrail.foundation.measures.events import ResponseScored
from handrail.foundation.measures.models import Assignment, HalfAnswered, Response
from handrail.foundation.people.models import Person

#: The person answers alone, on a device of their own or of the clinic.
BY_THEMSELF = (Response.Way.OWN, Response.Way.TABLET)


@dataclass(frozen=True, slots=True)
class Answered:
    """The stored response, and what scoring found (its safety triggers decide what is shown at once)."""

    response: Response
    score: Score


@transaction.atomic
def submit(
    person: Person, *, instrument_id: str, key: UUID, answers: Mapping[str, Any], act: Act,
    way: Response.Way = Response.Way.OWN,
) -> Answered:  # fmt: skip
    """Score and keep the answers to a scale, once per `key`. An open request for it is answered by this.

    What the answers call for is raised in this same transaction, whoever gave or wrote them.
    """
    scale = instrument(instrument_id)
    require(policy.may_answer(act, person, scale))
    found = score(scale, answers)
    chosen, written = _apart(scale, answers)
    asked = (
        Assignment.objects.select_for_update().open().filter(person=person, instrument=instrument_id).first()
    )
    response, new = Response.objects.get_or_create(
        person=person, key=key,
        defaults={
            "instrument": instrument_id, "assignment": asked, "made_at": act.at, "way": way,
            "answers": chosen, "words": json.dumps(written, ensure_ascii=False) if written else "",
            "audience": audience_of(scale, answers),
            "total": found.total, "band": found.band.label if found.band else "", "scoring_version": found.scoring_version,
        },
    )  # fmt: skip
    if new:
        _answered(asked)
        _drop(person, instrument_id, act)
        do_at_once(announce(ResponseScored(response.pk, person.pk, instrument_id), act=act))
    return Answered(response, found)


def _apart(scale: Instrument, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was chosen, and what was written in own words: only this is sealed."""
    texts = {item.id for item in scale.questions() if item.kind == "text"}
    chosen = {name: value for name, value in answers.items() if name not in texts}
    return chosen, {name: value for name, value in answers.items() if name in texts and value is not None}


def _answered(asked: Assignment | None) -> None:
    if asked is not None:
        asked.status = Assignment.Status.ANSWERED
        asked.save(update_fields=["status"])


@transaction.atomic
def keep_half(
    person: Person, *, instrument_id: str, key: UUID, answers: Mapping[str, Any], act: Act,
    way: Response.Way = Response.Way.OWN,
) -> HalfAnswered:  # fmt: skip
    """Keep what was answered so far, sealed, for whoever is answering to go on with. Nothing is scored.

    What somebody begins on a tablet is theirs: whoever handed it to them reads none of it before it is sent.
    """
    require(policy.may_answer(act, person, instrument(instrument_id)))
    writer = person if way in BY_THEMSELF else act.actor
    half, _new = HalfAnswered.objects.select_for_update().get_or_create(
        person=person, writer=writer, instrument=instrument_id,
        defaults={"key": key, "begun_at": act.at, "kept_at": act.at},
    )  # fmt: skip
    if half.key != key:
        half.begun_at = act.at
    half.key, half.answers, half.kept_at = key, json.dumps(dict(answers), ensure_ascii=False), act.at
    half.save(update_fields=["key", "begun_at", "kept_at", "answers"])
    return half


def _drop(person: Person, instrument_id: str, act: Act) -> None:
    begun = HalfAnswered.objects.filter(person=person, instrument=instrument_id)
    begun.filter(writer__in=[person, act.actor]).delete()
