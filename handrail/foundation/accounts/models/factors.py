"""What else opens an account: an app, codes kept for bad days; and what slows a guesser down.

Passkeys, which hold nothing secret, are rows of allauth (`Authenticator`).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from handrail.foundation.accounts.models.account import Account
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class TotpKey(models.Model):
    """What an authenticator app and we both know. `last_step` is the half minute of the last code: none opens twice."""

    id = RowKey(primary_key=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    secret = SealedText(max_length=64)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()


class RecoveryCode(models.Model):
    """One of ten codes on paper, stored hashed; each opens once."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="a_recovery_code_is_given_once"),
        ]


class SignInTry(models.Model):
    """One try to sign in, under the digest of what it was aimed at or came from: no address is stored."""

    bucket = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "at"], name="tries_of_a_bucket")]


class KnownDevice(models.Model):
    """A browser in which somebody signed in before; a stranger's guesses elsewhere do not close it.

    Forgotten after `LASTS`, as the word in the browser is; signing in there makes it known anew.
    """

    LASTS = timedelta(days=180)

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest"], name="a_browser_is_known_once_to_an_account"
            ),
        ]
