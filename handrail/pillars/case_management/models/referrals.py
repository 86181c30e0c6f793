"""A referral until it ends: who has to do the next thing, by when, and how it ended (FHIR ServiceRequest and Task)."""

from __future__ import annotations

from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.consent.models import Packet, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.case_management.models.directory import Need, Service

#: The role of the matrix in which somebody of a partner reads.
PARTNER = "community_partner"


class IllegalMove(ValueError):
    """A referral cannot go from where it stands to there."""


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, act: Act) -> ReferralQuerySet:
        """Of the people whose referrals the actor may read; for somebody of a partner only those to it."""
        seen = self.filter(person__in=keys_for(act, "referrals"))
        theirs = [standing.recipient for standing in standings(act) if standing.role == PARTNER]
        return seen.filter(recipient__in=theirs, sent_how=Referral.How.PAGE) if theirs else seen

    def open(self) -> ReferralQuerySet:
        return self.filter(ended_at=None)

    def waiting_for(self, owner: Person | None) -> ReferralQuerySet:
        """What this owner has not seen yet."""
        return self.filter(owner=owner, attention_at__isnull=False)

    def soonest_first(self) -> ReferralQuerySet:
        return self.order_by("due_at", "pk")


class Referral(models.Model):
    """One need of one person, asked of one service. While it is open it has an owner and a time when it is due."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        SENT = "sent", _("Asked, waiting to hear")
        WAITING = "waiting", _("On the waiting list")
        ACCEPTED = "accepted", _("They have a place")
        SCHEDULED = "scheduled", _("First visit planned")
        VISITED = "visited", _("First visit was")
        COMPLETED = "completed", _("Closed")
        DECLINED = "declined", _("Not this time")
        FAILED = "failed", _("It came to nothing")
        CANCELLED = "cancelled", _("Taken back")

    class How(models.TextChoices):
        PAGE = "page", _("On their page here")
        LINK = "link", _("By a link without anything about the person")

    class Outcome(models.TextChoices):
        """Closed-loop outcomes of protocols.md, section 7; the last three say why nothing came of it."""

        HELPED = "helped", _("It helped")
        PARTLY = "partly", _("It helped partly")
        NOT_HELPED = "not_helped", _("It did not help")
        NOT_ELIGIBLE = "not_eligible", _("Not for them")
        NO_CAPACITY = "no_capacity", _("No room")
        CHANGED_MIND = "changed_mind", _("The person changed their mind")
        NOT_REACHED = "not_reached", _("Could not reach each other")
        UNSAFE = "unsafe", _("Not safe there")
        NO_ANSWER = "no_answer", _("Nobody answered")
        SERVICE_CLOSED = "service_closed", _("The service closed")
        OTHER = "other", _("Something else")

    S = Status
    #: Each state as FHIR Task says it.
    FHIR = {
        S.PROPOSED: "draft", S.SENT: "requested", S.WAITING: "on-hold", S.ACCEPTED: "accepted",
        S.SCHEDULED: "in-progress", S.VISITED: "in-progress", S.COMPLETED: "completed", S.DECLINED: "rejected",
        S.FAILED: "failed", S.CANCELLED: "cancelled",
    }  # fmt: skip
    MOVES = {
        S.PROPOSED: {S.SENT, S.CANCELLED, S.FAILED},
        S.SENT: {S.ACCEPTED, S.DECLINED, S.WAITING, S.FAILED, S.CANCELLED},
        S.WAITING: {S.ACCEPTED, S.DECLINED, S.FAILED, S.CANCELLED},
        S.ACCEPTED: {S.SCHEDULED, S.VISITED, S.DECLINED, S.FAILED, S.CANCELLED},
        S.SCHEDULED: {S.SCHEDULED, S.ACCEPTED, S.VISITED, S.FAILED, S.CANCELLED},
        S.VISITED: {S.COMPLETED, S.FAILED},
        S.COMPLETED: set(), S.DECLINED: set(), S.FAILED: set(), S.CANCELLED: set(),
    }  # fmt: skip
    ENDINGS = (S.COMPLETED, S.DECLINED, S.FAILED, S.CANCELLED)
    #: How each ending may have come about.
    ENDS_WITH = {
        S.COMPLETED: {Outcome.HELPED, Outcome.PARTLY, Outcome.NOT_HELPED},
        S.DECLINED: {Outcome.NO_CAPACITY, Outcome.NOT_ELIGIBLE, Outcome.OTHER},
        S.FAILED: {Outcome.NO_ANSWER, Outcome.NOT_REACHED, Outcome.UNSAFE, Outcome.SERVICE_CLOSED, Outcome.OTHER,
                   Outcome.NOT_ELIGIBLE, Outcome.NO_CAPACITY},
        S.CANCELLED: {Outcome.CHANGED_MIND, Outcome.OTHER},
    }  # fmt: skip

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=12, choices=Need)
    words = SealedText(max_length=300, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    entered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    #: Since when something waits to be seen by its owner: an answer, a question, a silence, an ending.
    attention_at = models.DateTimeField(null=True, blank=True)
    visit_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_how = models.CharField(max_length=4, choices=How, blank=True)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: When the mail that asked them last came back; None once they are asked again.
    mail_returned_at = models.DateTimeField(null=True, blank=True)
    place_taken_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    outcome_words = SealedText(max_length=300, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, due_at__isnull=False, outcome="")
                | (Q(ended_at__isnull=False, due_at=None) & ~Q(outcome="")),
                name="a_referral_has_a_clock_until_it_has_an_ending",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, status__in=["proposed", "sent", "waiting", "accepted", "scheduled", "visited"])
                | Q(ended_at__isnull=False, status__in=["completed", "declined", "failed", "cancelled"]),
                name="a_referral_is_over_exactly_when_its_status_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(sent_how="page") | Q(packet__isnull=False, recipient__isnull=False),
                name="what_a_partner_reads_of_a_referral_rests_on_a_packet",
            ),
            models.CheckConstraint(
                condition=Q(sent_how="", sent_at=None) | (~Q(sent_how="") & Q(sent_at__isnull=False)),
                name="a_referral_that_was_sent_says_how",
            ),
            models.UniqueConstraint(
                fields=["person", "service"], condition=Q(ended_at=None), name="a_service_is_asked_once_at_a_time"
            ),
            models.UniqueConstraint(fields=["follows"], name="a_silent_referral_is_replaced_once"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["due_at"], name="referrals_due", condition=Q(ended_at=None)),
            models.Index(fields=["owner"], name="referrals_not_seen_yet", condition=~Q(attention_at=None)),
            models.Index(fields=["person", "status"], name="referrals_of_a_person"),
            models.Index(fields=["recipient", "ended_at"], name="referrals_to_a_recipient"),
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def may_move_to(self, status: Status) -> bool:
        """Whether the table allows it."""
        return status in Referral.MOVES[Referral.Status(self.status)]

    def move_to(self, status: Status) -> None:
        """Move when the table allows it. Raises IllegalMove."""
        if not self.may_move_to(status):
            raise IllegalMove(
                f"This referral is {self.status} and cannot become {status}. Nothing was changed."
            )
        self.status = status


class AnswerLink(models.Model):
    """An address by which somebody without an account answers one referral, once. Only a digest of it is kept."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class PartnerNote(models.Model):
    """What a partner said or asked about a referral. It is never answered with anything about the person here."""

    id = RowKey(primary_key=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="notes")
    words = SealedText(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_note_of_a_partner_has_words")]


def digest_of(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode()).hexdigest()
