"""What a person has chosen to share inside, with whom."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from handrail.foundation.people.models import Person


class GrantQuerySet(models.QuerySet["Grant"]):
    def at(self, moment: datetime) -> GrantQuerySet:
        return self.filter(Q(from_at__lte=moment) & (Q(until_at=None) | Q(until_at__gt=moment)))


class Grant(models.Model):
    """The person lets one reader see one kind of record; it ends when they end it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    resource = models.CharField(max_length=32)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reader", "resource"],
                condition=Q(until_at=None),
                name="one_open_grant_per_reader",
            ),
            models.CheckConstraint(condition=~Q(person=F("reader")), name="nobody_grants_to_themselves"),
        ]
