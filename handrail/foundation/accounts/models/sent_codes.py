"""Codes that were sent, by mail or by text, and open an account once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from handrail.foundation.accounts.models.account import Account
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class SentCode(models.Model):
    """Somebody asked for a code, in one browser, which alone can use it.

    `address` is as typed, of an account or not: the request does the same for both. Whether there is an account is
    found out when the code is sent; then `account` and `digest` are set.
    """

    LASTS = timedelta(minutes=10)
    TRIES = 5
    #: Then it is forgotten, with the address.
    REMEMBERED = timedelta(days=1)

    id = RowKey(primary_key=True)
    address = SealedText(max_length=254)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def is_open(self, at: datetime) -> bool:
        """Whether it may still be used at that moment."""
        return self.used_at is None and at - self.asked_at <= self.LASTS and self.tries <= self.TRIES


class MailedCode(SentCode):
    """By mail, to the address of the account."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest="") | Q(account__isnull=False), name="a_mailed_code_opens_an_account"
            ),
        ]


class TextedCode(SentCode):
    """By text, to a number that somebody showed to be theirs. For clients, when no other way is at hand."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest="") | Q(account__isnull=False), name="a_texted_code_opens_an_account"
            ),
        ]
