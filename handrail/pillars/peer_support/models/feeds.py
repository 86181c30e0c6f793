"""Addresses from which directories of open meetings are brought in again and again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MeetingFeed(models.Model):
    """`name` is the feed of its meetings. `etag` and `modified`: what its server said of what we have. `trouble`: what
    stood in the way the last time; what was brought in before stays."""

    name = models.CharField(max_length=60, unique=True)
    url = models.CharField(max_length=400)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="only_safe_addresses_are_asked_for_meetings"
            )
        ]

    def __str__(self) -> str:
        return self.name
