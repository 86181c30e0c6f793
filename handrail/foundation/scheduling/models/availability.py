"""When a worker has time for meetings, week by week."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person


class AvailabilityQuerySet(models.QuerySet["Availability"]):
    def on(self, day: date) -> AvailabilityQuerySet:
        return self.holding(day).filter(weekday=day.weekday())

    def holding(self, day: date) -> AvailabilityQuerySet:
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Availability(models.Model):
    """Hours of one weekday, on the wall clock where the worker is, with the pause they keep after a meeting."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    class KeptFor(models.TextChoices):
        ANY_DAY = "any_day", _("Meetings on any day")
        SAME_DAY = "same_day", _("Only for whoever has to be seen the same day")

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    from_time = models.TimeField()
    until_time = models.TimeField()
    pause_minutes = models.PositiveSmallIntegerField(default=0)
    kept_for = models.CharField(max_length=8, choices=KeptFor, default=KeptFor.ANY_DAY)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_time__gt=F("from_time")), name="hours_end_after_they_begin"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_are_of_one_of_seven_weekdays"),
            models.CheckConstraint(
                condition=Q(pause_minutes__lte=120), name="a_pause_is_at_most_two_hours_long"
            ),
        ]
        indexes = [models.Index(fields=["worker", "weekday"], name="hours_of_one_worker")]
