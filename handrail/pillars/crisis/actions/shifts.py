"""Planning who is on call: a shift added, handed to somebody else, or taken out."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import ContactPoint, Person
from handrail.pillars.crisis.events import CallNumberSet, ShiftAdded, ShiftHandedOver, ShiftRemoved
from handrail.pillars.crisis.models import Shift
from handrail.pillars.crisis.policy import may_be_on_call, may_plan_shifts

PHONES = (ContactPoint.System.PHONE, ContactPoint.System.SMS)
TAKEN = "one_worker_is_called_at_a_place_at_a_time"


class ShiftTaken(ValueError):
    """Somebody is called at that place in that time already."""


@transaction.atomic
def add_shift(worker: Person, *, place: int, from_at: datetime, until_at: datetime, act: Act) -> Shift:
    """Put a worker on call. Raises ShiftTaken, ValueError when it ends before it begins, or they do not work here."""
    require(may_plan_shifts(act))
    if until_at <= from_at:
        raise ValueError("It ends before it begins. Nothing was changed.")
    _require_able(worker, act)
    try:
        with transaction.atomic():
            shift = Shift.objects.create(worker=worker, place=place, from_at=from_at, until_at=until_at)
    except IntegrityError as refused:
        if TAKEN in str(refused):
            raise ShiftTaken("Somebody is on call at that place then. Nothing was changed.") from refused
        raise
    announce(ShiftAdded(shift.pk, None, worker=worker.pk, place=place), act=act)
    return shift


@transaction.atomic
def hand_over_shift(shift: Shift, worker: Person, *, act: Act) -> Shift:
    """Somebody else takes this shift: said by whoever has it, or by a supervisor."""
    shift = _locked(shift, act)
    _require_able(worker, act)
    shift.worker = worker
    shift.save(update_fields=["worker"])
    announce(ShiftHandedOver(shift.pk, None, worker=worker.pk), act=act)
    return shift


@transaction.atomic
def remove_shift(shift: Shift, *, act: Act) -> None:
    """Nobody is on call there any more: from now on if it has begun, else not at all."""
    require(may_plan_shifts(act))
    shift = _locked(shift, act)
    if shift.until_at <= act.at:
        raise ValueError("That is over. Nothing was changed.")
    announce(ShiftRemoved(shift.pk, None, worker=shift.worker_id), act=act)
    if shift.from_at < act.at:
        shift.until_at = act.at
        shift.save(update_fields=["until_at"])
    else:
        shift.delete()


@transaction.atomic
def be_called_at(number: str, *, act: Act) -> ContactPoint | None:
    """The actor's own number for calls (E.164), in place of the one before; "" for none."""
    require(act.actor is not None and may_be_on_call(act.actor, act))
    assert act.actor is not None
    before = ContactPoint.objects.select_for_update().filter(
        person=act.actor, ended_at=None, system__in=PHONES
    )
    before.update(ended_at=act.at)
    point = _phone(act.actor, number) if number else None
    announce(CallNumberSet(point.pk if point else 0, act.actor.pk), act=act)
    return point


def _phone(worker: Person, number: str) -> ContactPoint:
    return ContactPoint.objects.create(
        person=worker, system=ContactPoint.System.PHONE, value=number, safety=ContactPoint.Safety.SAFE
    )


def _locked(shift: Shift, act: Act) -> Shift:
    shift = Shift.objects.select_for_update(of=("self",)).select_related("worker").get(pk=shift.pk)
    require(may_plan_shifts(act) or shift.worker == act.actor)
    return shift


def _require_able(worker: Person, act: Act) -> None:
    if not may_be_on_call(worker, act):
        raise ValueError(f"{worker} is no crisis responder or supervisor today. Nothing was changed.")
