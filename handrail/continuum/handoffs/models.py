"""One of a team introduces somebody to another of the team."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class HandoffQuerySet(models.QuerySet["Handoff"]):
    def visible_to(self, act: Act) -> HandoffQuerySet:
        """Those of whoever hands over and whoever is asked, while they read the plan; and the person's own."""
        part = Q(sender=act.actor) | Q(receiver=act.actor) | Q(person=act.actor)
        return self.filter(part, person__in=keys_for(act, "care_plan"))

    def of(self, person: Person) -> HandoffQuerySet:
        return self.filter(person=person)

    def waiting(self) -> HandoffQuerySet:
        return self.filter(status=Handoff.Status.WAITING)

    def newest_first(self) -> HandoffQuerySet:
        return self.order_by("-made_at", "-pk")


class Handoff(models.Model):
    """From one worker to another, by a day. It stays with the sender until the receiver said yes; then `step` is theirs."""

    class Joins(models.TextChoices):
        TOGETHER = "together", _("We meet, all three of us")
        CALL = "call", _("A call, all three of us")
        ALONE = "alone", _("They meet alone; both of them know")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    id = RowKey(primary_key=True)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = SealedText(max_length=240)
    works = SealedText(max_length=400, blank=True)
    avoid = SealedText(max_length=400, blank=True)
    joins = models.CharField(max_length=10, choices=Joins, default=Joins.TOGETHER)
    meet_by = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = SealedText(max_length=240, blank=True)
    step = models.OneToOneField(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandoffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="nobody_hands_over_to_themself"),
            models.CheckConstraint(
                condition=Q(status="waiting", answered_at=None) | (~Q(status="waiting") & Q(answered_at__isnull=False)),
                name="a_handoff_is_answered_exactly_when_it_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", step__isnull=False) | (~Q(status="accepted") & Q(step=None)),
                name="an_accepted_handoff_stands_in_the_plan",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(outcome=""), name="a_declined_handoff_says_why"
            ),
            models.UniqueConstraint(
                fields=["person", "sender", "receiver"], condition=Q(status="waiting"),
                name="one_handoff_waits_between_two",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["receiver"], name="handoffs_waiting_for_one", condition=Q(status="waiting"))
        ]
