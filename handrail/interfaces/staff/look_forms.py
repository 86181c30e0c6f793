"""What a worker answers about a look, and what the privacy officer writes when they close it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.interfaces.fields import PlainText

CHOOSE = _l("Please choose one.")


class LookAnswerForm(forms.Form):
    """A ready answer, and a word of one's own."""

    answer = forms.ChoiceField(
        label=_l("What was it for?"), choices=LookQuestion.Answer.choices, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )  # fmt: skip
    words = PlainText(
        max_length=500, required=False, label=_l("In your own words (optional)"),
        help_text=_l("The privacy officer reads this, and nobody else."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == LookQuestion.Answer.OTHER and not given.get("words") and not self.errors:
            self.add_error("words", _l("Please say in a few words what it was."))
        return given


class LookClosingForm(forms.Form):
    """What it was, and why."""

    outcome = forms.ChoiceField(
        label=_l("What was it?"), choices=UnexplainedLook.Outcome.choices, widget=forms.RadioSelect,
        help_text=_l("The person reads this in plain words."), error_messages={"required": CHOOSE},
    )  # fmt: skip
    reason = PlainText(
        max_length=1000, label=_l("Why, in a few words"), help_text=_l("Stays with the privacy officer."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
