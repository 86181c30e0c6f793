"""Appointments: when two people meet, and how it went."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.rooms import room_of
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

#: When the worker is not free for anybody else: the meeting, and the way there and the pause after it where kept.
_TIME = Func(
    Coalesce("busy_from", "starts_at"), Coalesce("busy_until", "ends_at"), RangeBoundary(),
    function="tstzrange", output_field=DateTimeRangeField(),
)  # fmt: skip


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, act: Act) -> AppointmentQuerySet:
        return self.filter(person__in=keys_for(act, "appointments"))

    def of(self, person: Person) -> AppointmentQuerySet:
        return self.filter(person=person)

    def booked(self) -> AppointmentQuerySet:
        return self.filter(status=Appointment.Status.BOOKED)

    def of_worker(self, worker: Person) -> AppointmentQuerySet:
        return self.filter(worker=worker)

    def between(self, first: datetime, last: datetime) -> AppointmentQuerySet:
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk")


class Appointment(models.Model):
    """A booked meeting of a person and a worker (FHIR Appointment)."""

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        FULFILLED = "fulfilled", _("Came")
        LATE = "late", _("Came late")
        DID_NOT_COME = "did_not_come", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")

    class CancelledBy(models.TextChoices):
        PERSON = "person", _("by the person")
        US = "us", _("by us")

    class Modality(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    MOVES = {
        Status.BOOKED: {Status.FULFILLED, Status.LATE, Status.DID_NOT_COME, Status.CANCELLED},
        Status.FULFILLED: set(),
        Status.LATE: set(),
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
    busy_from = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.BOOKED)
    cancelled_by = models.CharField(max_length=8, choices=CancelledBy, blank=True)

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
            models.CheckConstraint(
                condition=(Q(busy_from=None) | Q(busy_from__lte=F("starts_at")))
                & (Q(busy_until=None) | Q(busy_until__gte=F("ends_at"))),
                name="the_way_there_comes_before_and_the_pause_after",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_by="") | Q(status="cancelled"),
                name="who_cancelled_is_said_of_what_was_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="appointments_of_one_person"),
            models.Index(fields=["worker", "starts_at"], name="appointments_of_one_worker"),
        ]

    @property
    def room(self) -> str:
        """Where they meet by video, while it is to take place; "" for any other."""
        open_now = self.modality == self.Modality.VIDEO and self.status == self.Status.BOOKED
        return room_of("appointment", self.pk) if open_now else ""
