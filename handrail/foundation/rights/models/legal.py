"""A subpoena, a court order, a call from a lawyer: what somebody with the law behind them asks of us (42 CFR 2.61 to 2.67)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class LegalRequestQuerySet(models.QuerySet["LegalRequest"]):
    def unanswered(self) -> LegalRequestQuerySet:
        return self.exclude(state=LegalRequest.State.ANSWERED)


class LegalRequest(models.Model):
    """Whom it asks about stands in words: it is nobody's record that we have one. Only an order names a person here.

    `resources` are the cells that the order lets go, and no other; nothing goes before a second person agreed.
    """

    class Kind(models.TextChoices):
        SUBPOENA = "subpoena", _("Subpoena")
        ORDER = "order", _("Court order")
        WARRANT = "warrant", _("Warrant")
        LETTER = "letter", _("Letter of a lawyer or an authority")
        CALL = "call", _("Call or visit")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        CHECKED = "checked", _("An order was checked; waits for a second person")
        AGREED = "agreed", _("Agreed: what the order names may go")
        ANSWERED = "answered", _("Answered")

    class Answer(models.TextChoices):
        NEITHER = "neither", _("That we neither confirm nor deny")
        GIVEN = "given", _("What the order names was handed over")
        TAKEN_BACK = "taken_back", _("They took it back")

    #: The legal moves.
    MOVES = {
        State.WAITING: {State.CHECKED, State.ANSWERED},
        State.CHECKED: {State.WAITING, State.AGREED, State.ANSWERED},
        State.AGREED: {State.ANSWERED},
        State.ANSWERED: set[State](),
    }

    id = RowKey(primary_key=True)
    #: The same form sent twice is one request.
    key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind)
    from_whom = SealedText(max_length=240)
    asks = SealedText(max_length=4000)
    came_on = models.DateField()
    answer_by = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    court = SealedText(max_length=200, blank=True)
    order = SealedText(max_length=1000, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    resources = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = LegalRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_legal_request_is_written_down_once"),
            models.CheckConstraint(
                condition=~Q(asks="") & ~Q(from_whom=""), name="a_legal_request_says_who_asks_what"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "agreed"])
                | (
                    Q(person__isnull=False, signed_on__isnull=False, checked_by__isnull=False, resources__len__gt=0)
                    & ~Q(court="") & ~Q(order="")
                ),
                name="a_checked_order_names_court_person_day_and_parts",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("checked_by")),
                name="an_order_is_agreed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") & ~Q(answer="given")
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="nothing_goes_on_an_order_that_one_person_checked",
            ),
            models.CheckConstraint(
                condition=(Q(state="answered", answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""))
                | (~Q(state="answered") & Q(answered_at=None, answered_by=None, answer="")),
                name="an_answered_legal_request_says_what_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(person=None)
                | ((Q(checked_by=None) | ~Q(person=F("checked_by"))) & (Q(agreed_by=None) | ~Q(person=F("agreed_by")))),
                name="nobody_lets_go_of_their_own_record_by_an_order",
            ),
        ]  # fmt: skip
