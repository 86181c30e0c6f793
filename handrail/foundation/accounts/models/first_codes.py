"""The way in for the first time: a code that somebody is given by whoever knows them, stored hashed, used once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from handrail.foundation.accounts.models.account import Account


class FirstCode(models.Model):
    """Opens one account once, to choose a password. It is shown when it is made and never again.

    It is never mailed: whoever hands it over sees, or hears, who takes it.
    """

    LASTS = timedelta(days=3)
    TRIES = 5

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    #: Used, or of no use any more: another was made, or its account was closed.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="one_first_code_opens_an_account"
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        """Whether it may still be used at that moment."""
        return self.ended_at is None and at < self.made_at + self.LASTS and self.tries <= self.TRIES
