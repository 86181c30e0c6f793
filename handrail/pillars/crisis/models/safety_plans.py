"""A person's safety plan: theirs, in their words, a new version at each change, none ever overwritten."""

from __future__ import annotations

import json

from django.db import models
from django.db.models import Q

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class SafetyPlanQuerySet(models.QuerySet["SafetyPlan"]):
    def visible_to(self, act: Act) -> SafetyPlanQuerySet:
        return self.filter(person__in=keys_for(act, "safety_plan"))

    def newest(self, person: Person) -> SafetyPlan | None:
        return self.filter(person=person).order_by("-version").first()


class SafetyPlan(models.Model):
    """One version of it (FHIR CarePlan). `words` is JSON: part of the plan -> its lines."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    words = SealedText(max_length=40_000)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SafetyPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="each_version_of_a_safety_plan_is_one"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="versions_of_a_safety_plan_count_from_one"
            ),
        ]

    @property
    def lines(self) -> dict[str, list[str]]:
        """Part of the plan -> its lines."""
        found: dict[str, list[str]] = json.loads(self.words)
        return found
