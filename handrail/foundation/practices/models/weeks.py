"""The skill of the week: one method that somebody puts in the middle of one week."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.row_key import RowKey


def monday_of(day: date) -> date:
    """The Monday with which the week of that day begins."""
    return day - timedelta(days=day.weekday())


class SkillOfWeekQuerySet(models.QuerySet["SkillOfWeek"]):
    def visible_to(self, act: Act) -> SkillOfWeekQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> SkillOfWeekQuerySet:
        return self.filter(person=person)

    def standing(self) -> SkillOfWeekQuerySet:
        return self.filter(dropped_at=None)


class SkillOfWeek(models.Model):
    """What somebody practises in one week, chosen by themself or with a worker. What it took the place of stays."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    method = models.CharField(max_length=32)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SkillOfWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "week"], condition=Q(dropped_at=None), name="a_week_has_one_skill"
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="a_week_of_a_skill_begins_on_a_monday"),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__gte=F("chosen_at"), dropped_by__isnull=False),
                name="a_skill_that_was_taken_off_says_who_took_it_off",
            ),
        ]  # fmt: skip
