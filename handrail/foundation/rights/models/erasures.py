"""A person's record is erased, as far as law and retention let it: opened by one, decided by another."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def unsettled(self) -> ErasureQuerySet:
        """Waiting for the second person, or agreed and not through."""
        return self.filter(state__in=[Erasure.State.OPENED, Erasure.State.APPROVED])

    def due(self, moment: datetime) -> ErasureQuerySet:
        """Agreed, and it is time to look what may go now."""
        return self.filter(state=Erasure.State.APPROVED, look_at__lte=moment)


class Erasure(models.Model):
    """What went so far is told by `years`: everything that is kept no longer than so long after the last service.

    Once everything went, this row is what is left to say so: no name, and no word of why.
    """

    class State(models.TextChoices):
        OPENED = "opened", _("Waits for a second person")
        APPROVED = "approved", _("Agreed")
        DECLINED = "declined", _("Not agreed")
        CALLED_OFF = "called_off", _("Called off")
        DONE = "done", _("Erased")

    #: The legal moves.
    MOVES = {
        State.OPENED: {State.APPROVED, State.DECLINED, State.CALLED_OFF},
        State.APPROVED: {State.CALLED_OFF, State.DONE},
        State.DECLINED: set[State](),
        State.CALLED_OFF: set[State](),
        State.DONE: set[State](),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Who asked, and how we know that it was them.
    reason = SealedText(max_length=2000)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPENED)
    #: In plain words; the person reads it.
    answer = SealedText(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    #: When the clock looks again what may go.
    look_at = models.DateTimeField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_erasure_says_why"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["opened", "approved"]),
                name="one_unsettled_erasure_per_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("opened_by")),
                name="an_erasure_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("opened_by")) & (Q(decided_by=None) | ~Q(person=F("decided_by"))),
                name="nobody_decides_about_erasing_their_own_record",
            ),
            models.CheckConstraint(
                condition=Q(state="opened", decided_at=None, decided_by=None)
                | Q(state="called_off")
                | (Q(state__in=["approved", "declined", "done"]) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="a_decided_erasure_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", look_at__isnull=False) | (~Q(state="approved") & Q(look_at=None)),
                name="an_agreed_erasure_has_a_time_to_look_again",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "called_off"], ended_at__isnull=False)
                | (~Q(state__in=["done", "called_off"]) & Q(ended_at=None)),
                name="an_ended_erasure_says_when",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person"], name="erasures_of_one_person"),
            models.Index(fields=["look_at"], name="erasures_to_look_at", condition=Q(state="approved")),
        ]
