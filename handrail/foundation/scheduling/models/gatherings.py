"""Groups and meetings: what comes again at the same hour, each time it takes place, and who came."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models.appointments import Appointment
from handrail.foundation.scheduling.rooms import room_of
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Enrolment, Programme

_TIME = Func(
    F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange", output_field=DateTimeRangeField()
)


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, act: Act) -> GatheringQuerySet:
        """Those of the programmes where a role of the actor's reads who came; what they lead; where they have a seat."""
        inside = {s.programme for s in standings(act) if s.programme and _reads(s.role)}
        own = Q(lead=act.actor) | Q(pk__in=Seat.objects.filter(person=act.actor).values("gathering"))
        return self.filter(Q(programme__in=inside) | own) if act.actor else self.none()

    def going_on(self) -> GatheringQuerySet:
        return self.filter(ended_at=None)

    def by_alias_for(self, act: Act) -> GatheringQuerySet:
        """Those of the actor's own programmes to which they may come under a name they choose."""
        enrolled = Enrolment.objects.at(act.at).filter(person=act.actor)
        return self.filter(called=Gathering.Called.ALIAS, programme__in=enrolled.values("programme"))

    def to_plan(self, day: date) -> GatheringQuerySet:
        """Those that come again and whose times are planned for less than until that day."""
        more = Q(last_on=None) | Q(last_on__gt=F("planned_until"))
        return self.going_on().exclude(every=Gathering.Every.ONCE).filter(more, planned_until__lt=day)


def _reads(role: str) -> bool:
    return cell(role, "group_attendance").read in {"assigned", "programme"}


class Gathering(models.Model):
    """A group or a meeting that takes place once or again and again. Its hour is the clock's on the wall of its zone."""

    class Kind(models.TextChoices):
        GROUP = "group", _("Group")
        MEETING = "meeting", _("Meeting")

    class Every(models.TextChoices):
        ONCE = "once", _("Once")
        WEEK = "week", _("Every week")
        FORTNIGHT = "fortnight", _("Every two weeks")
        MONTH = "month", _("Every month, on that weekday")
        WORKDAY = "workday", _("Monday to Friday")
        DAY = "day", _("Every day")

    class Called(models.TextChoices):
        NAME = "name", _("By their name, each with a seat")
        ALIAS = "alias", _("By a name they choose; nobody is asked who they are")

    id = RowKey(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    called = models.CharField(max_length=5, choices=Called, default=Called.NAME)
    strand = models.CharField(max_length=8)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = SealedText(max_length=120)
    place = SealedText(max_length=120, blank=True)
    modality = models.CharField(
        max_length=10, choices=Appointment.Modality, default=Appointment.Modality.IN_PERSON
    )
    capacity = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64)
    first_on = models.DateField()
    clock = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    every = models.CharField(max_length=10, choices=Every, default=Every.ONCE)
    last_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    planned_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_gathering_has_a_name"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_gathering_has_room_for_somebody"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=720), name="a_gathering_lasts_minutes_or_hours"
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="the_last_gathering_is_not_before_the_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A person has a place in a gathering, from one moment until another (FHIR Group member)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], condition=Q(until_at=None), name="one_seat_for_each_person"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="a_seat_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="seats_of_one_person")]


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def visible_to(self, act: Act) -> OccasionQuerySet:
        return self.filter(gathering__in=Gathering.objects.visible_to(act))

    def between(self, first: datetime, last: datetime) -> OccasionQuerySet:
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk")

    def taking_place(self) -> OccasionQuerySet:
        return self.filter(cancelled_at=None)


class Occasion(models.Model):
    """One time that a gathering takes place (FHIR Encounter of a group). Without a lead, somebody is to be found."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="occasions")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "starts_at"], name="a_gathering_takes_place_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_occasion_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="a_worker_leads_one_gathering_at_a_time",
                expressions=[("lead", RangeOperators.EQUAL), (_TIME, RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None, lead__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["lead", "starts_at"], name="occasions_of_one_worker")]

    def __str__(self) -> str:
        return str(self.gathering)

    @property
    def room(self) -> str:
        """Where they meet by video, while it takes place; each time another one."""
        open_now = self.gathering.modality == Appointment.Modality.VIDEO and self.cancelled_at is None
        return room_of("occasion", self.pk) if open_now else ""


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, act: Act) -> AttendanceQuerySet:
        return self.filter(person__in=keys_for(act, "group_attendance"))

    def of(self, person: Person) -> AttendanceQuerySet:
        return self.filter(person=person)


class Attendance(models.Model):
    """Whether one person came to one occasion. Nothing in it says why, and nothing in it blames."""

    class Status(models.TextChoices):
        CAME = "came", _("Came")
        LATE = "late", _("Came late")
        DID_NOT_COME = "did_not_come", _("Did not come")
        CANCELLED = "cancelled", _("Said they would not come")

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "person"], name="one_attendance_for_each_person_and_occasion"
            )
        ]
        indexes = [models.Index(fields=["person", "noted_at"], name="attendances_of_one_person")]

    @property
    def was_there(self) -> bool:
        return self.status in {Attendance.Status.CAME, Attendance.Status.LATE}
