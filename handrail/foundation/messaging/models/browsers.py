"""A browser that takes notes: its address at the push service of whoever made it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class Browser(models.Model):
    """`address` is what `senders.push.Subscription` keeps; `called` is what it is, enough to know one's own by."""

    id = RowKey(primary_key=True)
    called = models.CharField(max_length=60, blank=True)
    address = SealedText(max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="a_browser_is_reached_somewhere"),
        ]
