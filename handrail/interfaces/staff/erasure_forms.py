"""Opening a case to erase a record, and deciding it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _l

from handrail.continuum.erasing.fates import APART, SEVEN, TEN
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure, KeptYears
from handrail.foundation.rights.models.keeping import MOST
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.office_forms import WhomForm

APPROVE, DECLINE = "approve", "decline"
PICK = _l("Please pick one of the answers shown.")
NOT_ERASED = _l(
    "No case was opened. Either there is one already, or this is somebody who works or worked here: their name is part of other people’s records."
)


WHOLE = _l("We need a whole number of years.")
LABELS = {
    APART: _l("Counseling notes kept apart: years"),
    SEVEN: _l("Notes of peers, and check-ins: years"),
    TEN: _l("Everything else that has to be kept: years"),
}


class OpenForm(WhomForm):
    """Whose record, and how we know that it is them who ask."""

    reason = PlainText(
        max_length=2000, label=_l("Who asked, when, and how you know that it was them"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a record that nothing asks us to keep any more is to be erased."""

    reason = PlainText(
        max_length=2000, label=_l("Why it should go, and what you compared"), widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class YearsForm(forms.Form):
    """For how many years what the access matrix names is kept here: as many or more."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for asked, label in LABELS.items():
            self.fields[f"years_{asked}"] = forms.IntegerField(
                label=label, min_value=asked, max_value=MOST,
                error_messages={
                    "required": WHOLE, "invalid": WHOLE,
                    "min_value": _l("The access matrix asks for %(limit_value)s years. Fewer cannot be set; nothing was changed."),
                    "max_value": _l("At most %(limit_value)s years. Nothing was changed."),
                },
            )  # fmt: skip

    @staticmethod
    def of(own: Mapping[int, KeptYears]) -> dict[str, int]:
        """What stands in the form at first: what was set here, else what is asked for."""
        return {f"years_{asked}": own[asked].years if asked in own else asked for asked in LABELS}

    @transaction.atomic
    def keep(self, act: Act) -> None:
        """All of it, or nothing."""
        for asked in LABELS:
            rights.keep_for(asked, self.cleaned_data[f"years_{asked}"], act=act)


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
