"""What went out to call somebody: one message, to one human, by one channel."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.pillars.crisis.models.alerts import Alert


class Page(models.Model):
    """A message that says only which alert waits (FHIR Communication). That it was taken is no acknowledgement."""

    class Status(models.TextChoices):
        HANDING = "handing", _("Being handed over")
        ACCEPTED = "accepted", _("Taken by the carrier")
        REFUSED = "refused", _("Refused by the carrier")
        UNKNOWN = "unknown", _("The carrier did not answer")
        GONE = "gone", _("Nobody is at that address")

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="pages")
    step = models.PositiveIntegerField()
    attempt = models.PositiveSmallIntegerField()
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8)
    status = models.CharField(max_length=8, choices=Status, default=Status.HANDING)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "step", "to", "channel", "attempt"], name="one_message_for_each_attempt"
            ),
        ]
