"""Whoever has an alert calls somebody in: beside them, or to take over. Until somebody came they still have it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.pillars.crisis.models.alerts import Alert


class CallIn(models.Model):
    """Somebody is asked to come, and called until somebody does or it is called off."""

    class Kind(models.TextChoices):
        BESIDE = "beside", _("A supervisor comes in")
        TAKE_OVER = "take_over", _("Somebody takes over")

    class Outcome(models.TextChoices):
        CAME = "came", _("Came")
        CALLED_OFF = "called_off", _("Called off")

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="call_ins")
    kind = models.CharField(max_length=9, choices=Kind)
    to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"], condition=Q(ended_at=None), name="one_call_for_somebody_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(to=F("called_by")), name="nobody_calls_themself_in"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, outcome="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="")),
                name="a_call_for_somebody_that_ended_says_how",
            ),
        ]
