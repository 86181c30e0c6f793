"""Booking a meeting, moving it, and saying how it went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.events import AppointmentBooked, AppointmentMoved, AppointmentSettled
from handrail.foundation.scheduling.free import (
    AlreadyBooked,
    NotATime,
    already,
    refuse_if_taken,
    taken,
)
from handrail.foundation.scheduling.models import Appointment, Elsewhere, InTheWay

#: Nobody meets for longer than this.
LONGEST = timedelta(hours=12)
NO_TIME = timedelta(0)
NOT_MET = (Appointment.Status.DID_NOT_COME, Appointment.Status.CANCELLED, Appointment.Status.MOVED)


class AlreadySettled(ValueError):
    """It was already said how this appointment went."""


@transaction.atomic
def book(
    person: Person, worker: Person, *, starts_at: datetime, ends_at: datetime, strand: str, act: Act,
    modality: Appointment.Modality = Appointment.Modality.IN_PERSON, place: str = "",
    travel: timedelta = NO_TIME, pause: timedelta = NO_TIME,
) -> Appointment:  # fmt: skip
    """Book a meeting; the database refuses a worker in two places. The way there and back, and the pause, count.

    Whoever may only add one (matrix, `append`) books; moving and settling it needs `write`.
    """
    require(decide(act, "appointments", person, "append"))
    hold(worker)
    made = Appointment(
        person=person, worker=worker, strand=strand, modality=modality, place=place,
        **_times(starts_at, ends_at, travel, pause),
    )  # fmt: skip
    _put(made)
    announce(AppointmentBooked(made.pk, person.pk, strand), act=act)
    return made


@transaction.atomic
def book_elsewhere(
    person: Person, keeper: Person, *, what: Elsewhere, starts_at: datetime, ends_at: datetime, place: str,
    strand: str, act: Act, instead_of: Appointment | None = None,
) -> Appointment:  # fmt: skip
    """Write down what somebody has to do outside of here. `keeper` keeps an eye on it, and stays free at that time."""
    hold(person)
    require(decide(act, "appointments", person, "write"))
    made = Appointment.objects.create(
        person=person, worker=keeper, strand=strand, place=place, elsewhere=what, instead_of=instead_of,
        **_times(starts_at, ends_at, NO_TIME, NO_TIME),
    )  # fmt: skip
    announce(AppointmentBooked(made.pk, person.pk, strand), act=act)
    return made


@transaction.atomic
def move(appointment: Appointment, *, starts_at: datetime, ends_at: datetime, act: Act) -> Appointment:
    """Another time for the same meeting. The story keeps the time before; the way there and the pause stay as long."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(decide(act, "appointments", appointment.person, "write"))
    if appointment.status != Appointment.Status.BOOKED:
        raise AlreadySettled(_("It was already said how this appointment went. It stands as it was."))
    was = appointment.starts_at
    if (was, appointment.ends_at) == (starts_at, ends_at):
        return appointment
    hold(appointment.worker)
    travel = was - (appointment.busy_from or was)
    pause = (appointment.busy_until or appointment.ends_at) - appointment.ends_at
    for name, value in _times(starts_at, ends_at, travel, pause).items():
        setattr(appointment, name, value)
    _put(appointment)
    announce(
        AppointmentMoved(
            appointment.pk, appointment.person_id, appointment.strand, was.astimezone(UTC).isoformat()
        ),
        act=act,
    )
    return appointment


def _times(
    starts_at: datetime, ends_at: datetime, travel: timedelta, pause: timedelta
) -> dict[str, datetime | None]:
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise NotATime(_("It has to end after it begins, the same day. Nothing was saved."))
    after = max(travel, pause)
    return {
        "starts_at": starts_at, "ends_at": ends_at,
        "busy_from": starts_at - travel if travel else None, "busy_until": ends_at + after if after else None,
    }  # fmt: skip


def _put(appointment: Appointment) -> None:
    first = appointment.busy_from or appointment.starts_at
    last = appointment.busy_until or appointment.ends_at
    if appointment.elsewhere:
        # Nobody of ours is taken.
        appointment.save()
        return
    worker, besides = appointment.worker, appointment if appointment.pk else None
    refuse_if_taken(worker, first, last, besides=besides)
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as refused:
        # Whoever wrote past `hold` meets the constraint.
        if "a_worker_is_in_one_place_at_a_time" not in str(refused):
            raise
        raise AlreadyBooked(already(worker, taken(worker, first, last, besides=besides))) from refused


@transaction.atomic
def settle(
    appointment: Appointment, *, status: Appointment.Status, act: Act,
    cancelled_by: Appointment.CancelledBy | str = "", in_the_way: InTheWay | str = "",
) -> Appointment:  # fmt: skip
    """Say how it went: came, came late, did not come, or cancelled and by whom. No blame in any of them.

    `in_the_way` is kept of what did not happen.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(decide(act, "appointments", appointment.person, "write"))
    if status not in Appointment.MOVES[Appointment.Status(appointment.status)]:
        raise AlreadySettled(_("It was already said how this appointment went. It stands as it was."))
    appointment.status = status
    appointment.cancelled_by = cancelled_by if status == Appointment.Status.CANCELLED else ""
    appointment.in_the_way = in_the_way if status in NOT_MET else ""
    appointment.save(update_fields=["status", "cancelled_by", "in_the_way"])
    announce(
        AppointmentSettled(
            appointment.pk,
            appointment.person_id,
            appointment.strand,
            status,
            appointment.cancelled_by,
            appointment.in_the_way,
        ),  # fmt: skip
        act=act,
    )
    return appointment
