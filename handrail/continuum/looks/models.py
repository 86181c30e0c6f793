"""Looks that nothing explains yet, and the one question a day to whoever looked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.continuum.looks import rule
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class LooksWeighed(models.Model):
    """Up to which viewing of the ledger the looks were weighed. One row."""

    viewing = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="looks_are_weighed_in_one_order"),
        ]


class LookQuestionQuerySet(models.QuerySet["LookQuestion"]):
    def open(self) -> LookQuestionQuerySet:
        return self.filter(answered_at=None)


class LookQuestion(models.Model):
    """One kind question to one worker about the looks of a day; further looks join it."""

    class Answer(models.TextChoices):
        COVERING = "covering", _("I was standing in for a colleague")
        ASKED = "asked", _("A colleague or the person asked me to look")
        PREPARING = "preparing", _("I was getting ready for a meeting, a review or a shift")
        MISTAKE = "mistake", _("I opened it by mistake")
        OTHER = "other", _("Something else")

    id = RowKey(primary_key=True)
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    words = SealedText(max_length=500, blank=True)

    objects = LookQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "asked_on"], name="a_worker_is_asked_about_looks_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["worker"], condition=Q(answered_at=None), name="one_open_question_about_looks"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_question_about_looks_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(answer="other") | ~Q(words=""), name="something_else_is_said_in_words"
            ),
        ]


class UnexplainedLookQuerySet(models.QuerySet["UnexplainedLook"]):
    def open(self) -> UnexplainedLookQuerySet:
        return self.filter(closed_at=None)


class UnexplainedLook(models.Model):
    """One worker looked at one person's record on one day, and nothing explains it. For the privacy officer.

    `question` is None when whoever looked does not work here.
    """

    class Outcome(models.TextChoices):
        WORK = "work", _("It was part of their work")
        TALKED = "talked", _("It was not needed; talked about it")
        BREACH = "breach", _("Treated as a possible breach")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    why = models.CharField(max_length=12, choices=[(one.value, one.value) for one in rule.Why])
    first_at = models.DateTimeField()
    found_at = models.DateTimeField()
    question = models.ForeignKey(
        LookQuestion, on_delete=models.PROTECT, null=True, blank=True, related_name="looks"
    )
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = SealedText(max_length=1000, blank=True)

    objects = UnexplainedLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "viewer", "day"], name="looks_of_a_day_at_one_person_are_one_item"
            ),
            models.CheckConstraint(condition=~Q(person=F("viewer")), name="nobody_explains_their_own_record"),
            models.CheckConstraint(
                condition=~Q(viewer=F("closed_by")), name="nobody_closes_an_item_about_their_own_look"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", reason="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="") & ~Q(reason="")),
                name="a_closed_look_has_an_outcome_and_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["first_at"], name="looks_still_unexplained", condition=Q(closed_at=None))
        ]
