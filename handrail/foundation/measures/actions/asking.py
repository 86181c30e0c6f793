"""Asking somebody for a scale, and their no."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.measures import policy
from handrail.foundation.measures.events import ScaleAsked, ScaleDeclined
from handrail.foundation.measures.models import Assignment, HalfAnswered
from handrail.foundation.people.models import Person

#: How long somebody has to answer a scale that is asked for.
TO_ANSWER = timedelta(days=7)


class NotForThem(ValueError):
    """Only a trained person may ask or rate this one; it is never sent to somebody."""


@transaction.atomic
def ask(person: Person, *, instrument_id: str, due_on: date, act: Act) -> Assignment:
    """Ask for a scale. Asking again while one is open returns the open one."""
    require(policy.may_ask(act, person))
    if not instrument(instrument_id).may_be_sent_to_person:
        raise NotForThem("Only a trained worker asks or rates this scale. Nothing was sent.")
    asked, new = Assignment.objects.get_or_create(
        person=person, instrument=instrument_id, status=Assignment.Status.ASKED,
        defaults={"asked_at": act.at, "due_on": due_on},
    )  # fmt: skip
    if new:
        announce(ScaleAsked(asked.pk, person.pk, instrument_id), act=act)
    return asked


@transaction.atomic
def decline(asked: Assignment, *, act: Act) -> Assignment:
    """The person would rather not. That is an answer, not a failure."""
    asked = Assignment.objects.select_for_update(of=("self",)).select_related("person").get(pk=asked.pk)
    require(policy.may_answer(act, asked.person, instrument(asked.instrument)))
    if asked.status == Assignment.Status.ASKED:
        asked.status = Assignment.Status.DECLINED
        asked.save(update_fields=["status"])
        HalfAnswered.objects.filter(person=asked.person, instrument=asked.instrument).delete()
        announce(ScaleDeclined(asked.pk, asked.person_id, asked.instrument), act=act)
    return asked
