"""What a group did on one occasion: written once, and part of the note of each who was there."""

from __future__ import annotations

from django.db import models

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Occasion
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class GroupRecord(models.Model):
    """The words of one occasion. They name nobody of the group."""

    id = RowKey(primary_key=True)
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="+")
    did = SealedText(max_length=4_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
