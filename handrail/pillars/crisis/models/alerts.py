"""An alert is a row with a due time: until a human has it, somebody is called at that time, and again, without end."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Role
from handrail.pillars.crisis.models.shifts import Shift

#: Whoever holds one of these answers also for somebody who gave no name.
DESK = (Role.CRISIS_RESPONDER.value, Role.SUPERVISOR.value)
#: How long a responder may still read what belongs to an alert that was closed (access matrix, relation `episode`).
READ_AFTER_CLOSING = timedelta(hours=72)


class AlreadyClosed(ValueError):
    """It was closed before. A new request for help is a new alert."""


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, act: Act) -> AlertQuerySet:
        """Alerts about people whose contacts in a crisis the actor may read. At the desk also those without a name,
        and, for whoever is on call, what somebody asked for themself: they shared it by asking (matrix, G19)."""
        seen = Q(person__in=keys_for(act, "crisis_episodes"))
        if any(standing.role in DESK for standing in standings(act)):
            asked = Asking.objects.filter(alert=OuterRef("pk"), asked_by=OuterRef("person"))
            on_call = Shift.objects.at(act.at).filter(worker=act.actor)
            seen |= Q(person=None) | (Q(Exists(asked)) & Q(Exists(on_call)))
        return self.filter(seen)

    def open(self) -> AlertQuerySet:
        return self.filter(closed_at=None)

    def held_by_nobody(self) -> AlertQuerySet:
        return self.filter(~Exists(Holding.objects.filter(alert=OuterRef("pk"), until_at=None)))

    def with_holder(self) -> AlertQuerySet:
        """With `holder`: the name of whoever has it now, None while nobody does."""
        held = Holding.objects.filter(alert=OuterRef("pk"), until_at=None)
        return self.annotate(holder=Subquery(held.values("worker__preferred_name")[:1]))

    def soonest_first(self) -> AlertQuerySet:
        return self.order_by("tier", "raised_at", "pk")


class Alert(models.Model):
    """Somebody needs a human now (FHIR Flag and Task). `reference` says nothing and may stand on any lock screen.

    `due_at` is when the next call goes out; who has it and says what comes next moves it, and nothing else ends it.
    """

    class Origin(models.TextChoices):
        PERSON = "person", _("They asked for help")
        SAFETY_ANSWER = "safety_answer", _("An answer about safety")
        OVERDOSE = "overdose", _("An overdose was reported")
        WORKER = "worker", _("Somebody on the team asked")
        SUPPORTER = "supporter", _("Somebody close to them asked")
        PARTNER = "partner", _("A partner organization asked")
        DETECTOR = "detector", _("A strong change from their usual")

    class Outcome(models.TextChoices):
        HANDED_OVER = "handed_over", _("Handed over, with a plan for tonight")
        EMERGENCY_CARE = "emergency_care", _("Emergency care took over")
        SETTLED = "settled", _("Settled together")
        NOT_REACHED = "not_reached", _("Not reached, after every way was tried")

    id = RowKey(primary_key=True)
    reference = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=16, choices=Origin)
    tier = models.PositiveSmallIntegerField()
    source = models.BigIntegerField(null=True)
    callback = SealedText(max_length=64, blank=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    steps = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    next_step = SealedText(max_length=400, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None), name="one_open_alert_per_person"
            ),
            models.UniqueConstraint(
                fields=["origin", "source"], condition=~Q(source=None), name="one_alert_for_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, due_at__isnull=False)
                | Q(closed_at__isnull=False, due_at__isnull=True),
                name="an_open_alert_has_a_due_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", closed_by=None)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="a_closed_alert_says_how_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="alerts_due", condition=Q(closed_at=None))]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def was_asked_for(self) -> bool:
        """Whether the person themself asked."""
        return self.askings.filter(asked_by=self.person).exists()


class Asking(models.Model):
    """One request for help as it came in, under its sender's key: sent again it is the same. Kept for ever."""

    key = models.UUIDField(unique=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="askings")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class Holding(models.Model):
    """A human has the alert, from one moment until another: answered, handed on, expired or closed."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="holdings")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert"], condition=Q(until_at=None), name="one_human_has_an_alert_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="a_holding_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["worker", "alert"], name="alerts_held_by_a_worker")]


class LogEntry(models.Model):
    """One line of an alert's running log. The log writes itself; words are added to it, never taken away."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked for help")
        ASKED_AGAIN = "asked_again", _("Asked again")
        CALLED = "called", _("Called")
        HELD = "held", _("Has it")
        RAN_OUT = "ran_out", _("Nobody has it any more")
        NEXT_STEP = "next_step", _("Next")
        NOTE = "note", _("Note")
        ANSWER = "answer", _("Answer")
        AROUND = "around", _("Told")
        URGENCY = "urgency", _("How urgent")
        CALLED_IN = "called_in", pgettext_lazy("in the log of a crisis", "Asked to come")
        CAME = "came", _("Came")
        CALLED_OFF = "called_off", _("Nobody has to come any more")
        COPING_PLAN = "coping_plan", _("Plan for the next three days")
        VISIT = "visit", _("A visit today")
        TRANSFER = "transfer", _("Emergency care")
        FOLLOW_UP = "follow_up", _("Afterwards")
        MOBILE_TEAM = "mobile_team", _("Mobile team")
        RECOGNIZED = "recognized", _("Said whose call this is")
        NOT_THEM = "not_them", _("Said that it was not them after all")
        CLOSED = "closed", _("Closed")

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = SealedText(max_length=4000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["alert", "at"], name="log_of_an_alert")]
