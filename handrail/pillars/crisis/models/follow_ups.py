"""The call on the next day: an alert is closed only when somebody owns it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.pillars.crisis.models.alerts import Alert


class FollowUp(models.Model):
    """Somebody speaks with the person again, by then. Missed, it goes to the next responsible human."""

    class Kind(models.TextChoices):
        NEXT_DAY = "next_day", _("Next-day call")
        CHECK_IN = "check_in", _("Check-in of the plan")
        CALL = "call", _("Call")
        TEXT = "text", _("Text")
        BOOSTER = "booster", _("Booster session")
        FACTS = "facts", _("Facts of the emergency")
        ARRIVAL = "arrival", _("Did they arrive")
        DISCHARGE = "discharge", _("Are they out")
        CONTACT = "contact", _("Speak with them, now that they are back")
        PLAN = "plan", _("Change the plan, now that they are back")
        MEETINGS = "meetings", _("Make the appointments, now that they are back")
        DEBRIEF = "debrief", _("Look back together")

    #: What is done within a month of a crisis to stay close.
    MONTH = (Kind.CALL, Kind.TEXT, Kind.BOOSTER)

    class Outcome(models.TextChoices):
        REACHED = "reached", _("Spoke with them")
        DONE = "done", _("Done")
        TRIED = "tried", _("Tried, not reached")
        UNREACHED = "unreached", _("Not reached, tried often enough")
        DECLINED = "declined", _("They would rather not")
        OTHERWISE = "otherwise", _("It ended another way")
        MISSED = "missed", _("Not made in time")
        HANDED_ON = "handed_on", _("Handed to somebody else")
        BEGUN_ANEW = "begun_anew", _("Begun anew after a later crisis")
        NOT_THEIRS = "not_theirs", _("The call was not theirs")

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NEXT_DAY)
    tries = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"],
                condition=Q(done_at=None, kind="next_day"),
                name="one_next_day_call_is_due_at_a_time",
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
