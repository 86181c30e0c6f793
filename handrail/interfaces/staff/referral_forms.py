"""A service proposed to somebody, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField, PlainText
from handrail.pillars.case_management.models import Need, Referral, Service

Outcome, Status = Referral.Outcome, Referral.Status
#: What may be done from where, in the order of the page.
MOVES = {
    Status.PROPOSED: ("send", "ask_by_link", "take_back"),
    Status.SENT: ("accept", "waiting", "decline", "give_up"),
    Status.WAITING: ("accept", "decline", "give_up"),
    Status.ACCEPTED: ("plan_visit", "visited", "give_up"),
    Status.SCHEDULED: ("visited", "did_not_come", "plan_visit", "give_up"),
    Status.VISITED: ("tell_outcome",),
}  # fmt: skip
#: At any time: what waited to be seen was seen.
SEEN = "see"
#: While it is open: whoever may steer it and does not own it keeps an eye on it from now on.
TAKE_OVER = "take_over"
ALL = sorted({move for moves in MOVES.values() for move in moves} | {SEEN, TAKE_OVER})
#: Moves that need one of these endings.
ENDINGS = {"decline": Status.DECLINED, "give_up": Status.FAILED, "tell_outcome": Status.COMPLETED}


def endings(move: str) -> list[tuple[str, str]]:
    """How it may end by this move."""
    allowed = Referral.ENDS_WITH[ENDINGS[move]]
    return [(one.value, str(one.label)) for one in Outcome if one in allowed]


class ProposalForm(forms.Form):
    """Which service, for what, in a few words that the partner may read once the person agreed."""

    service = forms.ModelChoiceField(
        Service.objects.none(), label=_l("Service"), error_messages={
            "required": _l("Choose a service."), "invalid_choice": _l("This service is closed or not listed. Choose another one."),
        },
    )  # fmt: skip
    need = forms.ChoiceField(choices=Need.choices, label=_l("What is needed"))
    words = PlainText(
        max_length=300, required=False, label=_l("What to ask for"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The partner reads this when the person agreed to it. Only what it needs to answer."),
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["service"].queryset = Service.objects.listed()  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """One move of a referral, with what it needs."""

    move = forms.ChoiceField(choices=[(move, move) for move in ALL])
    consent = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    outcome = forms.ChoiceField(choices=[("", ""), *Outcome.choices], required=False, label=_l("Why, or how"))
    words = PlainText(max_length=300, required=False, label=_l("In a few words"))

    def __init__(self, *given: Any, reader: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["visit_at"] = MomentField(
            reader,
            required=False,
            label=_l("Day and time"),
            error_messages={"invalid": _l("We need a day and a time.")},
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        move = given.get("move", "")
        if move in ENDINGS and given.get("outcome", "") not in dict(endings(move)):
            self.add_error("outcome", _("Choose how it was."))
        if move == "plan_visit" and not given.get("visit_at") and "visit_at" not in self.errors:
            self.add_error("visit_at", _("We need a day and a time."))
        if move == "send" and not given.get("consent"):
            raise ValidationError(_("Choose what this rests on."), code="consent")
        return given
