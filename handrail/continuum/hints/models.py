"""Hints that it may be time to review somebody's care together, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Programme

#: What a hint can rest on, as resources of the access matrix.
RESOURCES = ("measures", "checkins", "appointments")


class AlreadyAnswered(ValueError):
    """Somebody answered this hint before, or its ground no longer holds."""


class HintQuerySet(models.QuerySet["Hint"]):
    def visible_to(self, act: Act) -> HintQuerySet:
        """Whoever may read what it rests on, and the plan."""
        rests = Q(pk__in=())
        for resource in RESOURCES:
            rests |= Q(resource=resource, person__in=keys_for(act, resource))
        return self.filter(rests, person__in=keys_for(act, "care_plan"))

    def open(self) -> HintQuerySet:
        return self.filter(status=Hint.Status.OPEN)

    def of(self, person: Person) -> HintQuerySet:
        return self.filter(person=person)


class Hint(models.Model):
    """A rule of stepped care that was met, kept as it was said. `basis`: on the same ground it is given once, and anew
    when it passed unanswered."""

    class Status(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        TAKEN_UP = "taken_up", _("To be reviewed")
        DISMISSED = "dismissed", _("Not now")
        PASSED = "passed", _("No longer so")

    MOVES = {
        Status.OPEN: {Status.TAKEN_UP, Status.DISMISSED, Status.PASSED},
        Status.TAKEN_UP: set(),
        Status.DISMISSED: set(),
        Status.PASSED: set(),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=48)
    version = models.CharField(max_length=16)
    subject = models.CharField(max_length=32, blank=True)
    basis = models.CharField(max_length=32)
    resource = models.CharField(max_length=16)
    title = models.CharField(max_length=160)
    why = models.CharField(max_length=240)
    #: What the rule looked at, as [what, day, value]; and what it would have needed.
    inputs: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    missing: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    source = models.CharField(max_length=240)
    limits = models.CharField(max_length=240)
    given_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    words = SealedText(max_length=240, blank=True)
    step = models.OneToOneField(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = HintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule", "subject", "basis"], condition=~Q(status="passed"),
                name="a_hint_stands_once_on_the_same_ground",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answered_at=None) | (~Q(status="open") & Q(answered_at__isnull=False)),
                name="a_hint_is_answered_exactly_when_it_is_not_open",
            ),
            models.CheckConstraint(
                condition=~Q(status="dismissed") | ~Q(words=""), name="a_dismissed_hint_says_why"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person"], name="open_hints_of_one_person", condition=Q(status="open"))
        ]

    def move_to(self, status: str) -> None:
        """Move when the table allows it."""
        if Hint.Status(status) not in Hint.MOVES[Hint.Status(self.status)]:
            raise AlreadyAnswered
        self.status = status


class HintShown(models.Model):
    """A worker had a hint before their eyes, for the first time then."""

    hint = models.ForeignKey(Hint, on_delete=models.PROTECT, related_name="shown")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hint", "reader"], name="a_hint_is_shown_to_each_reader_once")
        ]


class RuleSwitchQuerySet(models.QuerySet["RuleSwitch"]):
    def open(self) -> RuleSwitchQuerySet:
        return self.filter(on_at=None)

    def of(self, programmes: Collection[int]) -> RuleSwitchQuerySet:
        return self.filter(programme__in=programmes)


class RuleSwitch(models.Model):
    """A programme does not use a rule, from a moment until a moment."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=48)
    off_at = models.DateTimeField()
    off_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on_at = models.DateTimeField(null=True, blank=True)

    objects = RuleSwitchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "rule"], condition=Q(on_at=None), name="a_rule_is_switched_off_once"
            ),
            models.CheckConstraint(
                condition=Q(on_at=None) | Q(on_at__gte=F("off_at")),
                name="a_rule_is_switched_on_after_it_was_off",
            ),
        ]
