"""Appointments: when two people meet, and how it went."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

_TIME = Func(
    F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange", output_field=DateTimeRangeField()
)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, act: Act) -> AppointmentQuerySet:
        return self.filter(person__in=keys_for(act, "appointments"))

    def of(self, person: Person) -> AppointmentQuerySet:
        return self.filter(person=person)

    def booked(self) -> AppointmentQuerySet:
        return self.filter(status=Appointment.Status.BOOKED)

    def between(self, first: datetime, last: datetime) -> AppointmentQuerySet:
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk")


class Appointment(models.Model):
    """A booked meeting of a person and a worker (FHIR Appointment)."""

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        FULFILLED = "fulfilled", _("Came")
        DID_NOT_COME = "did_not_come", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")

    class Modality(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    MOVES = {
        Status.BOOKED: {Status.FULFILLED, Status.DID_NOT_COME, Status.CANCELLED},
        Status.FULFILLED: set(),
        Status.DID_NOT_COME: set(),
        Status.CANCELLED: set(),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    strand = models.CharField(max_length=8)
    modality = models.CharField(max_length=10, choices=Modality, default=Modality.IN_PERSON)
    place = SealedText(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status, default=Status.BOOKED)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_worker_is_in_one_place_at_a_time",
                expressions=[("worker", RangeOperators.EQUAL), (_TIME, RangeOperators.OVERLAPS)],
                condition=~Q(status="cancelled"),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_appointment_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(person=F("worker")), name="nobody_meets_only_themselves"),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="appointments_of_one_person"),
            models.Index(fields=["worker", "starts_at"], name="appointments_of_one_worker"),
        ]
