"""A coordinated response: what is proposed to whom, and what each of them said."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class AlreadyAnswered(ValueError):
    """Somebody answered this proposal before."""


class CoordinatedResponse(models.Model):
    """The proposals that belong together, from one playbook, for one finding."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="+")
    playbook = models.CharField(max_length=48)
    opened_at = models.DateTimeField()


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, act: Act) -> ProposalQuerySet:
        return self.filter(response__person__in=keys_for(act, "care_plan"))

    def waiting(self) -> ProposalQuerySet:
        return self.filter(status=Proposal.Status.WAITING)

    def in_hand(self) -> ProposalQuerySet:
        """Waiting for an answer, or taken on and not done yet."""
        return self.filter(
            Q(status=Proposal.Status.WAITING)
            | Q(status__in=[Proposal.Status.ACCEPTED, Proposal.Status.CHANGED], step__ended_at=None)
        )

    def asked_of(self, person: Person) -> ProposalQuerySet:
        return self.waiting().filter(asks__asked=person, asks__ended_at=None)


class Proposal(models.Model):
    """One thing proposed to one role, with a reason and a time. Nothing changes a plan by itself."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        CHANGED = "changed", _("Accepted with a change")
        DECLINED = "declined", _("Declined")

    MOVES = {
        Status.WAITING: {Status.ACCEPTED, Status.CHANGED, Status.DECLINED},
        Status.ACCEPTED: set(),
        Status.CHANGED: set(),
        Status.DECLINED: set(),
    }

    id = RowKey(primary_key=True)
    response = models.ForeignKey(CoordinatedResponse, on_delete=models.PROTECT, related_name="proposals")
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    role = models.CharField(max_length=20)
    strand = models.CharField(max_length=8)
    title = models.CharField(max_length=160)
    why = models.CharField(max_length=240)
    due_at = models.DateTimeField()
    answer_within = models.DurationField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    words = SealedText(max_length=240, blank=True)
    step = models.OneToOneField(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", answered_at=None)
                | (~Q(status="waiting") & Q(answered_at__isnull=False)),
                name="a_proposal_is_answered_exactly_when_it_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(words=""), name="a_declined_proposal_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "changed"]) | Q(step__isnull=False),
                name="an_accepted_proposal_stands_in_the_plan",
            ),
        ]
        indexes = [models.Index(fields=["response"], name="proposals_waiting", condition=Q(status="waiting"))]

    def move_to(self, status: str) -> None:
        """Move when the table allows it; raises AlreadyAnswered with who and when."""
        if Proposal.Status(status) not in Proposal.MOVES[Proposal.Status(self.status)]:
            raise AlreadyAnswered(f"{self.answered_by} already answered this. Nothing was changed.")
        self.status = status


class AskQuerySet(models.QuerySet["Ask"]):
    def open(self) -> AskQuerySet:
        return self.filter(ended_at=None)

    def unanswered(self, now: datetime) -> AskQuerySet:
        return self.open().filter(answer_by__lte=now)


class Ask(models.Model):
    """One person is asked to answer one proposal by a time. Ends when they answer, or when it moves on."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="asks")
    asked = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(ended_at=None), name="one_person_is_asked_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gt=F("asked_at")), name="an_ask_leaves_time_to_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by"], name="asks_due", condition=Q(ended_at=None)),
            models.Index(fields=["asked"], name="asks_of_one_person", condition=Q(ended_at=None)),
        ]
