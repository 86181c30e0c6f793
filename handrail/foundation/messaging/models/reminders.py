"""Something that somebody wants to be reminded of: a row until it went out, was called off, or is told as withheld."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.deciding import Due, Kind
from handrail.foundation.messaging.models.pings import Ping
from handrail.foundation.people.models import Person


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, act: Act) -> ReminderQuerySet:
        return self.filter(person__in=keys_for(act, "safe_contact"))

    def waiting(self) -> ReminderQuerySet:
        return self.filter(status=Reminder.Status.WAITING)

    def due(self, at: datetime) -> ReminderQuerySet:
        return self.waiting().filter(due_at__lte=at)


class Reminder(models.Model):
    """`about` names what it is about, so that it is set once; `happens_at` is the time that may be said."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GOING = "going", _("On its way")
        ACCEPTED = "accepted", _("Sent")
        REFUSED = "refused", _("Refused by the carrier")
        UNKNOWN = "unknown", _("Maybe sent")
        WITHHELD = "withheld", _("Not sent")
        CALLED_OFF = "called_off", _("Not needed any more")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    about = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    until_at = models.DateTimeField()
    happens_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    why = models.CharField(max_length=12, blank=True)
    ping = models.ForeignKey(Ping, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="a_reminder_is_set_once"),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("due_at")), name="a_reminder_is_of_use_for_a_while"
            ),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(why=""), name="a_reminder_that_was_withheld_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="reminders_due", condition=Q(status="waiting")),
            models.Index(fields=["person", "-set_at"], name="reminders_of_one_person"),
        ]

    def due(self) -> Due:
        return Due(self.pk, self.kind, self.due_at, self.until_at)
