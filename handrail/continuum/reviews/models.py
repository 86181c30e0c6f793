"""The team looks at the plan of one person together: what was said, what was decided, who was there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class ReviewPointQuerySet(models.QuerySet["ReviewPoint"]):
    def visible_to(self, act: Act) -> ReviewPointQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def newest_first(self) -> ReviewPointQuerySet:
        return self.order_by("-written_at", "-pk")


class ReviewPoint(models.Model):
    """What the person wants their team to talk about, in their words. The newest counts; an empty one takes it back."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=600, blank=True)
    written_at = models.DateTimeField()

    objects = ReviewPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("person", F("written_at").desc(), name="points_of_one_person")]


class CaseReviewQuerySet(models.QuerySet["CaseReview"]):
    def visible_to(self, act: Act) -> CaseReviewQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> CaseReviewQuerySet:
        return self.filter(person=person)

    def closed(self) -> CaseReviewQuerySet:
        return self.exclude(closed_at=None)

    def newest_first(self) -> CaseReviewQuerySet:
        return self.order_by("-day")


class CaseReview(models.Model):
    """One person talked about on one day. `point`: theirs, as it was read. Closed once somebody wrote what was said."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    working = SealedText(max_length=600, blank=True)
    in_the_way = SealedText(max_length=600, blank=True)
    point = models.ForeignKey(ReviewPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_case_review_of_a_person_on_a_day"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, working="", in_the_way="", point=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="minutes_are_written_by_whoever_closes_a_review",
            ),
        ]


class Presence(models.Model):
    """Who was there: workers, and the person when they were."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="present")
    who = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "who"], name="somebody_is_there_once"),
        ]


class Decision(models.Model):
    """What was decided: a step of the plan, with its owner and its day. Once per `key`."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="decisions")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="a_decision_is_noted_once"),
        ]
