"""What waits to be sent: looked at again at the moment it goes, and stopped when it may not go any more."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.consents import Packet
from handrail.foundation.consent.models.disclosures import Disclosure


class SendingQuerySet(models.QuerySet["Sending"]):
    def waiting(self) -> SendingQuerySet:
        return self.filter(state=Sending.State.WAITING)

    def due(self, now: datetime) -> SendingQuerySet:
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


class Sending(models.Model):
    """One packet on its way to its recipient by one way. A row until it went or was stopped."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        STOPPED = "stopped", _("Stopped")

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=Disclosure.How)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Of the last attempt: what was handed to the carrier.
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None)
                | Q(state__in=["sent", "stopped"], ended_at__isnull=False),
                name="a_sending_has_an_end_exactly_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(disclosure__isnull=False),
                name="what_was_sent_was_written_down",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="sendings_still_waiting", condition=Q(state="waiting"))
        ]
