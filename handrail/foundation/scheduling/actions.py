"""Booking a meeting, and saying how it went."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.events import AppointmentBooked, AppointmentSettled
from handrail.foundation.scheduling.models import Appointment


class AlreadyBooked(ValueError):
    """The worker has another appointment in that time."""


class AlreadySettled(ValueError):
    """It was already said how this appointment went."""


@transaction.atomic
def book(
    person: Person, worker: Person, *, starts_at: datetime, ends_at: datetime, strand: str, act: Act,
    modality: Appointment.Modality = Appointment.Modality.IN_PERSON, place: str = "",
) -> Appointment:  # fmt: skip
    """Book a meeting; the database refuses a worker in two places."""
    require(decide(act, "appointments", person, "write"))
    try:
        with transaction.atomic():
            made = Appointment.objects.create(
                person=person, worker=worker, starts_at=starts_at, ends_at=ends_at,
                strand=strand, modality=modality, place=place,
            )  # fmt: skip
    except IntegrityError as refused:
        if "a_worker_is_in_one_place_at_a_time" in str(refused):
            raise AlreadyBooked(
                f"{worker} is already booked then. Nothing was saved; pick another time."
            ) from refused
        raise
    announce(AppointmentBooked(made.pk, person.pk, strand), act=act)
    return made


@transaction.atomic
def settle(appointment: Appointment, *, status: Appointment.Status, act: Act) -> Appointment:
    """Say how it went: came, did not come, or cancelled. No blame in any of them."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(decide(act, "appointments", appointment.person, "write"))
    if status not in Appointment.MOVES[Appointment.Status(appointment.status)]:
        raise AlreadySettled("It was already said how this appointment went.")
    appointment.status = status
    appointment.save(update_fields=["status"])
    announce(AppointmentSettled(appointment.pk, appointment.person_id, appointment.strand, status), act=act)
    return appointment
