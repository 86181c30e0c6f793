"""A plan that was changed because of a signal: everything of it at once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.continuum.watch.models import CheckInDays, Concern
from handrail.foundation.measures.models import Schedule
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import LevelOfCare, Step
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    def of(self, person: Person) -> AdjustmentQuerySet:
        return self.filter(person=person)


class Adjustment(models.Model):
    """What one worker changed at one moment. `was` is when a session that was moved would have been."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    words = SealedText(max_length=240, blank=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    was = models.DateTimeField(null=True)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, null=True, related_name="+")
    check_in_days = models.ForeignKey(CheckInDays, on_delete=models.PROTECT, null=True, related_name="+")
    level = models.ForeignKey(LevelOfCare, on_delete=models.PROTECT, null=True, related_name="+")
    steps = models.ManyToManyField(Step, related_name="+")

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_change_of_the_plan_is_kept_once"),
            models.CheckConstraint(
                condition=Q(was=None) | Q(appointment__isnull=False),
                name="only_a_session_was_at_another_time",
            ),
        ]
        indexes = [models.Index("person", F("made_at").desc(), name="adjustments_of_one_person")]
