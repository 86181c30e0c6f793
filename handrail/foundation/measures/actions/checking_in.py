"""The daily check-in: told, brought in, and what its third question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.db import IntegrityError, transaction

from handrail.clinical.instruments.check_in import THIRD_QUESTIONS
from handrail.clinical.instruments.errors import UnknownItem
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all, announce_new
from handrail.foundation.ledger.delivering import do_at_once
from handrail.foundation.ledger.events import UNWRITTEN
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import policy
from handrail.foundation.measures.events import (
    CheckInRecorded,
    CheckInsImported,
    ThirdQuestionChosen,
)
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, Person
from handrail.foundation.sealing.row_key import give_keys
from handrail.foundation.teams.queries import local

#: Answers that wait for no worker: whoever must know is told in the same transaction.
NOT_SAFE = frozenset({CheckIn.Safe.NO, CheckIn.Safe.NOT_SURE})
#: How far back a check-in kept on a phone without signal may still be told.
KEPT_FOR = timedelta(days=14)


class DayOutOfReach(ValueError):
    """The day of a check-in lies ahead, or too far back to be told now."""


def check_in(
    person: Person, *, key: UUID, answers: Mapping[str, Any], act: Act, day: date | None = None
) -> CheckIn:
    """Keep what the person told us, once per `key`: the same key again returns the first.

    `answers` maps the fields of CheckIn to values already within range; `day` is the person's own date.
    """
    require(policy.may_check_in(act, person))
    made = CheckIn(person=person, key=key, day=_reachable(person, day, act), made_at=act.at, **answers)
    try:
        if made.safe in NOT_SAFE:
            _keep_and_tell(made, act)
        else:
            _keep(made, act)
        return made
    except IntegrityError as refused:
        # New is the rule and told twice the exception: the database says which, in one way there and back.
        if not _broke(refused, "a_check_in_is_delivered_once"):
            raise
    return CheckIn.objects.get(person=person, key=key)


def _keep(made: CheckIn, act: Act) -> Entry:
    return announce_new(made, CheckInRecorded(UNWRITTEN, made.person_id, made.day), act=act)


@transaction.atomic
def _keep_and_tell(made: CheckIn, act: Act) -> None:
    do_at_once(_keep(made, act))


def _broke(refused: IntegrityError, constraint: str) -> bool:
    cause = refused.__cause__
    return isinstance(cause, psycopg.errors.UniqueViolation) and cause.diag.constraint_name == constraint


def _reachable(person: Person, day: date | None, act: Act) -> date:
    today = local(person, act.at).date()
    told_on = day or today
    if told_on > today:
        raise DayOutOfReach(
            "This check-in is dated after today. Check the date on the phone, then send it again."
        )
    if today - told_on > KEPT_FOR:
        raise DayOutOfReach(f"This check-in is from {told_on:%B %-d}, more than {KEPT_FOR.days} days ago.")
    return told_on


@transaction.atomic
def bring_in(batches: Iterable[Sequence[CheckIn]], *, act: Act) -> dict[int, CheckInsImported]:
    """Keep what people told an older system, batch by batch; returns what was announced, by person.

    The check-ins are not saved yet, their answers are within range, and each has a key that is not here. They are
    history: one entry a person says how many came and when, and no reaction takes them for told today.
    """
    require(policy.may_bring_in(act))
    brought: dict[int, CheckInsImported] = {}
    for batch in batches:
        for one in batch:
            one.imported_at = act.at
        give_keys(batch)
        for one in CheckIn.objects.bulk_create(batch):
            brought[one.person_id] = _joined(brought.get(one.person_id), one)
    announce_all(list(brought.values()), act=act)
    return brought


def _joined(before: CheckInsImported | None, one: CheckIn) -> CheckInsImported:
    if before is None:
        return CheckInsImported(one.pk, one.person_id, one.day, one.day, 1)
    subject = one.pk if one.day < before.first else before.subject
    first, last = min(before.first, one.day), max(before.last, one.day)
    return CheckInsImported(subject, one.person_id, first, last, before.count + 1)


@transaction.atomic
def choose_third_question(person: Person, question: str, *, act: Act) -> CarePreferences:
    """What the third question of the daily check-in asks. Only the person chooses; UnknownItem for another one."""
    require(policy.may_check_in(act, person))
    if question not in THIRD_QUESTIONS:
        raise UnknownItem(f"The third question can be about {', '.join(THIRD_QUESTIONS)}.")
    chosen, _new = CarePreferences.objects.select_for_update().get_or_create(person=person)
    if chosen.third_question != question:
        chosen.third_question = question
        chosen.save(update_fields=["third_question"])
        announce(ThirdQuestionChosen(chosen.pk, person.pk, question), act=act)
    return chosen
