"""A complaint: from anybody, signed in or not, with or without a name (42 CFR 2.4)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def waiting(self) -> ComplaintQuerySet:
        return self.filter(answered_at=None)

    def late(self, today: date) -> ComplaintQuerySet:
        return self.waiting().filter(answer_by__lt=today)


class Complaint(models.Model):
    """Who wrote it is not kept unless they say so in it. `number` is known to them alone, and opens the answer."""

    id = RowKey(primary_key=True)
    #: The same form sent twice is one complaint.
    key = models.UUIDField()
    number = models.CharField(max_length=14)
    words = SealedText(max_length=4000)
    name = SealedText(max_length=160, blank=True)
    contact = SealedText(max_length=254, blank=True)
    language = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = SealedText(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_complaint_is_delivered_once"),
            models.UniqueConstraint(fields=["number"], name="a_number_opens_one_complaint"),
            models.CheckConstraint(condition=~Q(words=""), name="a_complaint_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="an_answered_complaint_says_what_when_and_who",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], name="complaints_still_unanswered", condition=Q(answered_at=None)
            )
        ]
