"""What closes a record although something else would open it: a restriction, a conflict, a restricted record."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models.consents import Recipient
from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def at(self, moment: datetime) -> RestrictionQuerySet:
        """Agreed by then, and not ended."""
        agreed = Q(state=Restriction.State.AGREED) | Q(state=Restriction.State.ENDED)
        return self.filter(agreed, open_at(moment, "decided_at", "ended_at"))


class Restriction(models.Model):
    """The person asks that somebody does not see something (42 CFR 2.26). Agreed, it wins over all that opens.

    `resources` empty means the whole record; it is against one reader, one recipient, or one role. While it is
    only asked for, whom it is against may stand in the words alone.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Not agreed")
        ENDED = "ended", _("Ended")

    class Ground(models.TextChoices):
        #: A health plan, about something paid for in full: it must be agreed to (45 CFR 164.522(a)(1)(vi)).
        PAID_IN_FULL = "paid_in_full", _("To a health plan, about something paid for in full")

    #: The legal moves.
    MOVES = {
        State.ASKED: {State.AGREED, State.DECLINED, State.ENDED},
        State.AGREED: {State.ENDED},
        State.DECLINED: {State.AGREED},
        State.ENDED: set[State](),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    resources = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=16, choices=Ground, blank=True)
    words = SealedText(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = SealedText(max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reader__isnull=False, recipient=None, role="")
                | Q(reader=None, recipient__isnull=False, role="")
                | (Q(reader=None, recipient=None) & ~Q(role=""))
                | (Q(reader=None, recipient=None, role="", decided_by=None) & ~Q(words=""))
                | Q(state="declined"),
                name="a_restriction_is_against_one",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None)
                | Q(state="ended")
                | Q(state__in=["agreed", "declined"], decided_at__isnull=False),
                name="a_decided_restriction_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("reader")), name="nobody_is_kept_from_their_own_record"
            ),
            models.CheckConstraint(
                condition=Q(ground="") | ~Q(state="declined"), name="what_was_paid_in_full_is_not_declined"
            ),
            models.CheckConstraint(
                condition=~Q(reader=F("decided_by")), name="nobody_decides_what_is_asked_against_them"
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="restrictions_in_force", condition=Q(state="agreed")),
            models.Index(fields=["reader"], name="restrictions_of_a_reader", condition=Q(state="agreed")),
        ]


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def at(self, moment: datetime) -> ConflictQuerySet:
        return self.filter(open_at(moment))


class Conflict(models.Model):
    """A worker who stands too close to a person to open their record: family, a former partner, a neighbour (G02)."""

    class Tie(models.TextChoices):
        FAMILY = "family", _("Family")
        PARTNER = "partner", _("Partner or former partner")
        NEIGHBOUR = "neighbour", _("Neighbour or friend")
        OTHER = "other", _("Something else")

    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=12, choices=Tie)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "person"], condition=Q(until_at=None), name="one_open_conflict_per_pair"
            ),
            models.CheckConstraint(condition=~Q(person=F("reader")), name="nobody_conflicts_with_themselves"),
        ]


class RestrictedRecordQuerySet(models.QuerySet["RestrictedRecord"]):
    def at(self, moment: datetime) -> RestrictedRecordQuerySet:
        return self.filter(open_at(moment))


class RestrictedRecord(models.Model):
    """A record that only its own list of readers may open: search shows it to nobody else, not even masked (G03)."""

    class Reason(models.TextChoices):
        WORKS_HERE = "works_here", _("Works here")
        KNOWN = "known", _("Publicly known")
        SAFETY = "safety", _("Safety")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_at=None), name="a_record_is_restricted_once_at_a_time"
            ),
        ]


class RestrictedReaderQuerySet(models.QuerySet["RestrictedReader"]):
    def at(self, moment: datetime) -> RestrictedReaderQuerySet:
        return self.filter(open_at(moment))


class RestrictedReader(models.Model):
    """Somebody on the list of a restricted record."""

    record = models.ForeignKey(RestrictedRecord, on_delete=models.PROTECT, related_name="readers")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "reader"], condition=Q(until_at=None), name="a_reader_is_listed_once"
            ),
        ]
