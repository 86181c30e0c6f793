"""Where somebody is signed in: one row a browser. Its key is known to that browser alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import F, Q

from handrail.foundation.accounts.models.account import Account

#: Words of `factors`, joined by "+": what was shown on this browser. A passkey is something one has, opened by
#: something one is or knows: it counts as two.
PASSKEY = "passkey"
SECOND = {"totp", "recovery", PASSKEY}
#: How long a sign-in counts as fresh: who just showed who they are is not asked again.
FRESH = timedelta(minutes=5)


def digest_of(key: str) -> str:
    """SHA-256 in hex, as keys and tokens of full length are stored: what lies in the database opens nothing."""
    return sha256(key.encode()).hexdigest()


class Session(models.Model):
    """Ended is deleted: what happened stands in the ledger. `account` is None before sign-in."""

    digest = models.CharField(max_length=64)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    factors = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle = models.DurationField()
    ends_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    held = models.TextField(default="", blank=True)
    kept = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="a_key_opens_one_session"),
            models.CheckConstraint(
                condition=Q(account=None) | Q(proved_at__isnull=False),
                name="whoever_is_signed_in_has_shown_it",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("made_at")), name="a_session_ends_after_it_began"
            ),
        ]

    #: What else the one statement that read this row was asked, by name.
    told: dict[str, Any]

    @property
    def is_strong(self) -> bool:
        """Whether two factors were shown."""
        return bool(SECOND & set(self.factors.split("+")))

    def is_fresh(self, at: datetime) -> bool:
        """Whether somebody showed on this browser who they are within the last five minutes."""
        return self.proved_at is not None and at - self.proved_at <= FRESH

    def __str__(self) -> str:
        return f"session {self.pk}"
