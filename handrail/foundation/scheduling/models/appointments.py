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
from handrail.foundation.scheduling.models.elsewhere import Elsewhere, InTheWay
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

    def with_us(self) -> AppointmentQuerySet:
        """Meetings with a worker of ours: what counts as having met."""
        return self.filter(elsewhere="")

    def elsewhere(self) -> AppointmentQuerySet:
        return self.exclude(elsewhere="")

    def booked(self) -> AppointmentQuerySet:
        return self.filter(status=Appointment.Status.BOOKED)

    def of_worker(self, worker: Person) -> AppointmentQuerySet:
        return self.filter(worker=worker)

    def between(self, first: datetime, last: datetime) -> AppointmentQuerySet:
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk")


class Appointment(models.Model):
    """A booked meeting of a person and a worker, or something they have to do elsewhere (FHIR Appointment).

    Of one `elsewhere`, `worker` is who keeps an eye on it; it takes none of their time. `instead_of`: the one before,
    when this is its new time.
    """

    class Status(models.TextChoices):
        BOOKED = "booked", _("Booked")
        FULFILLED = "fulfilled", _("Came")
        LATE = "late", _("Came late")
        DID_NOT_COME = "did_not_come", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")
        MOVED = "moved", _("Got a new time")

    class CancelledBy(models.TextChoices):
        PERSON = "person", _("by the person")
        US = "us", _("by us")
        THEM = "them", _("by the other side")

    class Modality(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    MOVES = {
        Status.BOOKED: {Status.FULFILLED, Status.LATE, Status.DID_NOT_COME, Status.CANCELLED, Status.MOVED},
        Status.FULFILLED: set(),
        Status.LATE: set(),
        Status.DID_NOT_COME: set(),
        Status.CANCELLED: set(),
        Status.MOVED: set(),
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
    elsewhere = models.CharField(max_length=12, choices=Elsewhere, blank=True)
    in_the_way = models.CharField(max_length=12, choices=InTheWay, blank=True)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_worker_is_in_one_place_at_a_time",
                expressions=[("worker", RangeOperators.EQUAL), (_TIME, RangeOperators.OVERLAPS)],
                condition=~Q(status="cancelled") & Q(elsewhere=""),
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
            models.CheckConstraint(
                condition=Q(in_the_way="") | Q(status__in=["did_not_come", "cancelled", "moved"]),
                name="what_was_in_the_way_is_said_of_what_did_not_happen",
            ),
            models.CheckConstraint(
                condition=~Q(elsewhere="") | (~Q(status="moved") & Q(instead_of=None)),
                name="only_what_is_elsewhere_gets_a_new_time_as_another_row",
            ),
            models.UniqueConstraint(fields=["instead_of"], name="an_appointment_has_one_new_time"),
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

    @property
    def called(self) -> str:
        """With whom it is, or what it is for when it is not with us."""
        return str(self.get_elsewhere_display()) if self.elsewhere else self.worker.preferred_name

    @property
    def outcome(self) -> str:
        """How it went and what stood in the way, in words; "" while it is booked."""
        if self.status == self.Status.BOOKED:
            return ""
        state = AWAY.get(self.Status(self.status), "") if self.elsewhere else ""
        by = str(self.get_cancelled_by_display()) if self.cancelled_by else ""
        went = " ".join(part for part in (str(state or self.get_status_display()), by) if part)
        return f"{went}: {self.get_in_the_way_display()}" if self.in_the_way else went


#: What is not with us is said otherwise: nobody of ours was there to be come to.
AWAY = {
    Appointment.Status.FULFILLED: _("Was there"),
    Appointment.Status.DID_NOT_COME: _("It did not happen"),
}
