"""Who is on call, from when until when."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from handrail.foundation.people.models import Person

_TIME = Func(
    F("from_at"), F("until_at"), RangeBoundary(), function="tstzrange", output_field=DateTimeRangeField()
)


class ShiftQuerySet(models.QuerySet["Shift"]):
    def at(self, moment: datetime) -> ShiftQuerySet:
        return self.filter(from_at__lte=moment, until_at__gt=moment)

    def between(self, first: datetime, last: datetime) -> ShiftQuerySet:
        return self.filter(from_at__lt=last, until_at__gt=first)

    def in_turn(self) -> ShiftQuerySet:
        return self.order_by("place", "from_at", "pk")


class Shift(models.Model):
    """A worker answers for alerts, called as the `place`th (1 is first), from one moment until another."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=1)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_worker_is_called_at_a_place_at_a_time",
                expressions=[("place", RangeOperators.EQUAL), (_TIME, RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")), name="a_shift_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="places_on_call_count_from_one"),
        ]
        indexes = [models.Index(fields=["until_at"], name="shifts_by_end")]
