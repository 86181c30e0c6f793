"""Saying whose call a call without a name was, and that it was not."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.interfaces.fields import PlainText


class RecognitionForm(forms.Form):
    """The whole name, as in an emergency: no list, no part of a name; and what tells that it is them."""

    name = PlainText(max_length=120, label=_l("Whole name, as they go by or on papers"))
    born_on = forms.DateField(
        required=False, label=_l("Date of birth, if two go by that name"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _l("We need a day like 1991-03-04.")},
    )  # fmt: skip
    reason = PlainText(
        max_length=400, label=_l("What tells you that it is them"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Only that: they may read it, also if it turns out that it was not them."),
    )  # fmt: skip


class NotThemForm(forms.Form):
    """What tells that it was not them."""

    reason = PlainText(
        max_length=400,
        label=_l("What tells you that it is not them"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
