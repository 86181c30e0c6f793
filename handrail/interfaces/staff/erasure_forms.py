"""Opening a case to erase a record, and deciding it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.office_forms import WhomForm

APPROVE, DECLINE = "approve", "decline"
PICK = _l("Please pick one of the answers shown.")
NOT_ERASED = _l(
    "No case was opened. Either there is one already, or this is somebody who works or worked here: their name is part of other people’s records."
)


class OpenForm(WhomForm):
    """Whose record, and how we know that it is them who ask."""

    reason = PlainText(
        max_length=2000, label=_l("Who asked, when, and how you know that it was them"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """Agree or not, with words that the person reads."""

    decision = forms.ChoiceField(
        label=_l("Is it right to erase this record?"), widget=forms.RadioSelect,
        choices=[(APPROVE, _l("Yes: what may go goes in a week")), (DECLINE, _l("No"))],
        error_messages={"required": PICK, "invalid_choice": PICK},
    )  # fmt: skip
    answer = PlainText(
        max_length=2000, label=_l("Your answer"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("The person reads this. Say in plain words what goes, or why not."),
    )  # fmt: skip

    def decide(self, erasure: Erasure, act: Act) -> Any:
        """As it was chosen."""
        decided = (
            rights.approve_erasure if self.cleaned_data["decision"] == APPROVE else rights.decline_erasure
        )
        return decided(erasure, answer=self.cleaned_data["answer"], act=act)
