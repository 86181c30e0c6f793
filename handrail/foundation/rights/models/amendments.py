"""A person says that something in their record is wrong, and what it should say (45 CFR 164.526)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def waiting(self) -> AmendmentQuerySet:
        return self.filter(state=Amendment.State.ASKED)

    def late(self, today: date) -> AmendmentQuerySet:
        return self.waiting().filter(answer_by__lt=today)


class Amendment(models.Model):
    """What it is about stays as it was written; this stands beside it, with the answer and what the person adds.

    `about` and `row` name what is meant (`measures.Response`, its key); both empty for something else in the record.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not accepted")

    class Ground(models.TextChoices):
        """The only grounds on which it may be declined (45 CFR 164.526(a)(2))."""

        RIGHT = "right", _("It is accurate and complete")
        ELSEWHERE = "elsewhere", _("Somebody else made it, who can still be asked")
        NOT_OURS = "not_ours", _("It is not part of the record")
        NO_ACCESS = "no_access", _("It is kept apart by law and not open to the person")

    #: The legal moves.
    MOVES = {
        State.ASKED: {State.ACCEPTED, State.DECLINED},
        State.ACCEPTED: set[State](),
        State.DECLINED: set[State](),
    }

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=40, blank=True)
    row = models.BigIntegerField(null=True, blank=True)
    #: The cell of the access matrix in which it lies.
    resource = models.CharField(max_length=32)
    #: What stands there, as the person saw it when they asked.
    stands = SealedText(max_length=4000, blank=True)
    wrong = SealedText(max_length=2000)
    right = SealedText(max_length=2000)
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    answer = SealedText(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disagreement = SealedText(max_length=2000, blank=True)
    disagreed_at = models.DateTimeField(null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(right=""),
                name="an_amendment_says_what_is_wrong_and_what_is_right",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None, decided_by=None, answer="")
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(answer="")),
                name="a_decided_amendment_says_when_who_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(ground="")) | (~Q(state="declined") & Q(ground="")),
                name="only_a_declined_amendment_has_a_ground_of_the_law",
            ),
            models.CheckConstraint(
                condition=Q(disagreed_at=None, disagreement="")
                | (Q(state="declined", disagreed_at__isnull=False) & ~Q(disagreement="")),
                name="only_what_was_declined_is_disagreed_with",
            ),
            models.CheckConstraint(
                condition=Q(about="", row=None) | (~Q(about="") & Q(row__isnull=False)),
                name="an_amendment_names_one_row_or_none",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("decided_by")), name="nobody_decides_about_their_own_record"
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="amendments_of_one_person"),
            models.Index(fields=["answer_by"], name="amendments_still_waiting", condition=Q(state="asked")),
        ]
