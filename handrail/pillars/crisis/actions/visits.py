"""A visit on the same day, in time that is kept back for it, booked by whoever has the alert."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.actions import hold
from handrail.foundation.scheduling.actions import AlreadyBooked
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.crisis.actions.beats import locked, require_held, write_line
from handrail.pillars.crisis.actions.slots import Slot, book_slot
from handrail.pillars.crisis.free_slots import free_today
from handrail.pillars.crisis.models import Alert, LogEntry

GONE = "That time is gone. Nothing was booked; choose another."


@transaction.atomic
def book_same_day(alert: Alert, slot: Slot, *, act: Act) -> Appointment:
    """Book it for the person, today where they are, in time that is free or kept back for the same day.

    Raises Refused, NotYours, AlreadyClosed, AlreadyBooked, ValueError for an alert without a person.
    """
    alert = locked(alert, act)
    require_held(alert, act)
    person = alert.person
    if person is None:
        raise ValueError("A visit is somebody’s: this alert has no person. Nothing was booked.")
    require(decide(act, "appointments", person, "append"))
    hold(slot.worker)
    free = {(one.worker, one.starts_at) for one in free_today(person, act)}
    if (slot.worker, slot.starts_at) not in free:
        raise AlreadyBooked(GONE)
    made = book_slot(person, slot, act)
    write_line(alert, LogEntry.Kind.VISIT, act, f"{slot.worker}, {slot.modality.label}")
    return made
