"""The call on the next day: an alert is closed only when somebody owns it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.pillars.crisis.models.alerts import Alert


class FollowUp(models.Model):
    """Somebody speaks with the person again, by then. Missed, it goes to the next responsible human."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("Spoke with them")
        TRIED = "tried", _("Tried, not reached")
        MISSED = "missed", _("Not made in time")

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="follow_ups")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"], condition=Q(done_at=None), name="one_follow_up_is_due_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("made_at")), name="a_follow_up_lies_ahead_when_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="a_follow_up_that_is_done_says_how",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="follow_ups_due", condition=Q(done_at=None))]
