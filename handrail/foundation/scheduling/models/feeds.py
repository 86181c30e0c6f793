"""A calendar address: whoever knows it reads when a worker is busy, and nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.foundation.people.models import Person


class CalendarFeed(models.Model):
    """A secret address of one worker's hours. Only the digest of the secret is kept; it is shown once."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ended_at=None), name="one_calendar_address_for_each_worker"
            )
        ]
