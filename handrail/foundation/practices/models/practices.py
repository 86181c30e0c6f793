"""A skill somebody practises, and each time they told how it went. How often is never counted against anybody."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, act: Act) -> PracticeQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> PracticeQuerySet:
        return self.filter(person=person)

    def open(self) -> PracticeQuerySet:
        return self.filter(ended_at=None)


class Practice(models.Model):
    """Somebody practises a method for a while: chosen by themself, or agreed with whoever asked (FHIR Task)."""

    class Cadence(models.TextChoices):
        WHEN_NEEDED = "when_needed", _("When I need it")
        DAILY = "daily", _("Once a day")
        SOME_DAYS = "some_days", _("A few times a week")
        WEEKLY = "weekly", _("Once a week")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=32)
    cadence = models.CharField(max_length=12, choices=Cadence, default=Cadence.WHEN_NEEDED)
    why = SealedText(max_length=240, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "method"], condition=Q(ended_at=None), name="a_method_is_practised_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("begun_at"), ended_by__isnull=False),
                name="a_practice_that_ended_says_who_ended_it",
            ),
        ]  # fmt: skip


class PracticeLogQuerySet(models.QuerySet["PracticeLog"]):
    def visible_to(self, act: Act) -> PracticeLogQuerySet:
        return self.filter(person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> PracticeLogQuerySet:
        return self.filter(person=person)

    def since(self, moment: datetime) -> PracticeLogQuerySet:
        return self.filter(made_at__gt=moment)

    def newest_first(self) -> PracticeLogQuerySet:
        return self.order_by("-made_at", "-pk")


class PracticeLog(models.Model):
    """One time they told how it went, in one tap: that it helped or not, or what got in the way."""

    class Told(models.TextChoices):
        HELPED = "helped", _("I did it. It helped.")
        HELPED_A_LITTLE = "helped_a_little", _("I did it. It helped a little.")
        DID_NOT_HELP = "did_not_help", _("I did it. It did not help.")
        FORGOT = "forgot", _("It did not come to mind")
        NO_TIME = "no_time", _("No time or no place")
        TOO_MUCH = "too_much", _("It was too much right then")
        NOT_GOOD = "not_good", _("It does not feel right for me")
        OTHER = "other", _("Something else")

    DID = (Told.HELPED, Told.HELPED_A_LITTLE, Told.DID_NOT_HELP)
    IN_THE_WAY = (Told.FORGOT, Told.NO_TIME, Told.TOO_MUCH, Told.NOT_GOOD, Told.OTHER)

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=32)
    key = models.UUIDField()
    day = models.DateField()
    told = models.CharField(max_length=16, choices=Told)
    notices = SealedText(max_length=500, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = PracticeLogQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="how_a_practice_went_is_kept_once"),
        ]
        indexes = [models.Index("person", F("made_at").desc(), name="practice_logs_of_one_person")]

    @property
    def did(self) -> bool:
        return self.told in self.DID
