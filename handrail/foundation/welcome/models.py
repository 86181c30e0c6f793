"""What one person asks for and another gives: a role, and that a program is not covered by 42 CFR Part 2."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Programme, Role


class AlreadyDecided(ValueError):
    """Somebody was quicker: this is asked no more."""


class DecidedOnce(models.Model):
    """What one person asks for and another decides: its states move as its own table says."""

    State: Any
    MOVES: ClassVar[Mapping[Any, Collection[Any]]]
    state: Any

    class Meta:
        abstract = True

    def move_to(self, state: models.TextChoices) -> None:
        """Raises AlreadyDecided when that is no move from where it stands."""
        if state not in self.MOVES[self.State(self.state)]:
            raise AlreadyDecided("This was decided already. Nothing was changed.")
        self.state = state


class RoleRequest(DecidedOnce):
    """`worker` shall hold `role` in `programme`. Whoever gives it is neither who asked nor who gets it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        GIVEN = "given", _("Given")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {
        State.ASKED: {State.GIVEN, State.DECLINED, State.WITHDRAWN},
        State.GIVEN: set(),
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
    }

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "programme", "role"],
                condition=Q(state="asked"),
                name="a_role_is_asked_for_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("worker"))),
                name="a_role_that_needs_two_is_given_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="a_role_that_was_decided_says_by_whom",
            ),
        ]


class Declaration(DecidedOnce):
    """A program is declared covered by 42 CFR Part 2, or not covered, which opens more and so takes two."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        DECLARED = "declared", _("Declared")
        DECLINED = "declined", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES = {
        State.ASKED: {State.DECLARED, State.DECLINED, State.WITHDRAWN},
        State.DECLARED: set(),
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
    }

    id = RowKey(primary_key=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    part2 = models.CharField(max_length=12, choices=Programme.Part2)
    reason = SealedText(max_length=1000)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_declaration_says_why"),
            models.CheckConstraint(
                condition=Q(part2__in=["covered", "not_covered"]), name="a_declaration_says_one_or_the_other"
            ),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state="asked"), name="one_declaration_of_a_programme_waits"
            ),
            models.CheckConstraint(
                condition=Q(part2="covered") | ~Q(state="declared") | ~Q(decided_by=F("asked_by")),
                name="not_covered_is_declared_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None, decided_by=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="a_decided_declaration_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["programme", "-asked_at"], name="declarations_of_a_programme")]
