"""Whether somebody has what they take: facts that they or their team write down. Nothing here prescribes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.events import (
    MedicineEnded,
    MedicineNoted,
    MissedDoseTold,
    PickUpExpected,
    PickUpTold,
    PrescriptionDated,
)
from handrail.pillars.case_management.models import Medicine, MissedDose, PickUp

#: So far back a missed dose is told: what lies longer ago is no news for anybody.
DOSES_TOLD_BACK = timedelta(days=14)


class NotTaken(ValueError):
    """It is not taken any more, or the day does not fit."""


@transaction.atomic
def note_medicine(person: Person, *, name: str, act: Act) -> Medicine:
    """Write down what they take, as they call it. The same name again is kept once."""
    hold(person)
    require(policy.may_tell_of_medicines(act, person))
    assert act.actor is not None
    there = next(
        (one for one in Medicine.objects.of(person).taken() if one.name.lower() == name.lower()), None
    )
    if there is not None:
        return there
    made = Medicine.objects.create(person=person, name=name, noted_by=act.actor, noted_at=act.at)
    announce(MedicineNoted(made.pk, person.pk), act=act)
    return made


@transaction.atomic
def end_medicine(medicine: Medicine, *, act: Act) -> Medicine:
    """They do not take it any more. What was told before stays."""
    medicine = _locked(medicine, act, over=True)
    if medicine.ended_at is None:
        medicine.ended_at = act.at
        medicine.save(update_fields=["ended_at"])
        announce(MedicineEnded(medicine.pk, medicine.person_id), act=act)
    return medicine


@transaction.atomic
def date_prescription(medicine: Medicine, *, on: date | None, act: Act) -> Medicine:
    """When the next prescription is due; None: nobody knows."""
    medicine = _locked(medicine, act)
    if medicine.prescription_on != on:
        medicine.prescription_on = on
        medicine.save(update_fields=["prescription_on"])
        announce(PrescriptionDated(medicine.pk, medicine.person_id, on.isoformat() if on else ""), act=act)
    return medicine


@transaction.atomic
def expect_pick_up(medicine: Medicine, *, on: date, act: Act) -> PickUp:
    """On which day it is picked up next. One that is open gets the new day."""
    medicine = _locked(medicine, act)
    if on < local(medicine.person, act.at).date():
        raise NotTaken(_("This day has passed. Please choose today or a later day."))
    made, _new = PickUp.objects.update_or_create(
        medicine=medicine, status=PickUp.Status.EXPECTED, defaults={"expected_on": on}
    )
    announce(PickUpExpected(made.pk, medicine.person_id, medicine.pk, on.isoformat()), act=act)
    return made


@transaction.atomic
def tell_pick_up(medicine: Medicine, *, picked_up: bool, act: Act) -> PickUp:
    """It was picked up, or not yet. Told again it stays as it is. Raises NotTaken when nothing waits."""
    medicine = _locked(medicine, act)
    newest = PickUp.objects.select_for_update().filter(medicine=medicine).order_by("-pk").first()
    if newest is None:
        raise NotTaken(_("Nothing is waiting to be picked up. Say first on which day it is."))
    status = PickUp.Status.PICKED_UP if picked_up else PickUp.Status.MISSED
    if status not in PickUp.MOVES[PickUp.Status(newest.status)]:
        return newest
    newest.status, newest.told_by, newest.told_at = status, act.actor, act.at
    newest.save(update_fields=["status", "told_by", "told_at"])
    announce(PickUpTold(newest.pk, medicine.person_id, medicine.pk, status), act=act)
    return newest


@transaction.atomic
def tell_missed_dose(
    medicine: Medicine, *, day: date, act: Act, why: MissedDose.Why | str = ""
) -> MissedDose:
    """A day on which they did not take it. The same day again is kept once."""
    medicine = _locked(medicine, act)
    today = local(medicine.person, act.at).date()
    if not today - DOSES_TOLD_BACK <= day <= today:
        raise NotTaken(_("Choose a day of the last two weeks."))
    assert act.actor is not None
    told = {"why": why, "told_by": act.actor, "told_at": act.at}
    made, new = MissedDose.objects.get_or_create(medicine=medicine, day=day, defaults=told)
    if new:
        announce(MissedDoseTold(made.pk, medicine.person_id, medicine.pk, str(made.why)), act=act)
    return made


def _locked(medicine: Medicine, act: Act, *, over: bool = False) -> Medicine:
    found = Medicine.objects.select_for_update(of=("self",)).select_related("person").get(pk=medicine.pk)
    require(policy.may_tell_of_medicines(act, found.person))
    if found.ended_at is not None and not over:
        raise NotTaken(_("It is not taken any more. Nothing was changed."))
    return found
