"""Whose call it was: a human says so of a call without a name, with why, and may take it back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.crisis.models.alerts import Alert


class Recognition(models.Model):
    """A call without a name was this person's, somebody said, from a moment until it was taken back (FHIR Linkage)."""

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="recognitions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = SealedText(max_length=400)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    why_ended = SealedText(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"],
                condition=Q(ended_at=None),
                name="a_call_is_recognized_as_one_person_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("at"), ended_by__isnull=False),
                name="what_was_recognized_is_taken_back_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="calls_recognized_as_a_person")]
