"""Planning the next three days: words, appointments and check-ins in one go, or nothing of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.clinical.triage.coping_plan import is_inside
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.beats import locked, write_line
from handrail.pillars.crisis.actions.following_up import end_all, next_one
from handrail.pillars.crisis.actions.slots import Slot, book_slot
from handrail.pillars.crisis.events import CopingPlanMade
from handrail.pillars.crisis.models import Alert, CopingPart, CopingPlan, FollowUp, LogEntry
from handrail.pillars.crisis.policy import may_be_called


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Somebody speaks with them, by then."""

    owner: Person
    at: datetime


@transaction.atomic
def make_coping_plan(
    alert: Alert, words: Mapping[str, str], *, act: Act, slots: Sequence[Slot] = (), check_ins: Sequence[CheckIn] = (),
) -> CopingPlan:  # fmt: skip
    """Keep the plan, hold every time and own every check-in; a time that is gone holds none of them.

    Raises Refused, AlreadyBooked (which says what is taken, and nothing was saved), ValueError.
    """
    alert = locked(alert, act, also_closed=True)
    assert act.actor is not None
    person = alert.person
    if person is None:
        raise ValueError("A plan is somebody’s: this alert has no person. Nothing was saved.")
    require(decide(act, "safety_plan", person, "write"))
    kept = _kept(words, slots, check_ins, alert, act)
    # Workers in the order of their keys: two plans made at once wait for each other, and never both.
    booked = [
        book_slot(person, slot, act)
        for slot in sorted(slots, key=lambda slot: (slot.worker.pk, slot.starts_at))
    ]
    end_all(alert, (FollowUp.Kind.CHECK_IN,), FollowUp.Outcome.BEGUN_ANEW, act)
    owned = [next_one(alert, FollowUp.Kind.CHECK_IN, one.owner, one.at, act) for one in check_ins]
    made = CopingPlan.objects.create(
        alert=alert, person=person, words=json.dumps(kept), made_by=act.actor, made_at=act.at
    )
    made.appointments.set(booked)
    made.check_ins.set(owned)
    write_line(alert, LogEntry.Kind.COPING_PLAN, act)
    announce(CopingPlanMade(made.pk, person.pk, len(booked), len(owned)), act=act)
    return made


def _kept(
    words: Mapping[str, str], slots: Sequence[Slot], check_ins: Sequence[CheckIn], alert: Alert, act: Act
) -> dict[str, str]:
    kept = {part.value: words[part].strip() for part in CopingPart if words.get(part, "").strip()}
    if not kept and not slots and not check_ins:
        raise ValueError("Write down one thing that helps tonight. Nothing was saved.")
    if not all(is_inside(act.at, at) for at in [*(s.starts_at for s in slots), *(c.at for c in check_ins)]):
        raise ValueError("The plan reaches three days, from now on. Look at the times. Nothing was saved.")
    for one in check_ins:
        if not may_be_called(one.owner, alert, act):
            raise ValueError(f"{one.owner} cannot open this. Name somebody who can. Nothing was saved.")
    return kept
