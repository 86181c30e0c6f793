"""What a person wants, in their own words, and which need it answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management.models import Need


class GoalForm(forms.Form):
    """A goal is written down as the person says it."""

    words = PlainText(
        max_length=400, label=_("In their own words"), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what they want, as they say it.")},
    )  # fmt: skip
    need = forms.ChoiceField(
        label=_("Which need is it about? (optional)"), required=False, choices=[("", _("None of these")), *Need.choices],
        error_messages={"invalid_choice": _("Please choose one of these needs.")},
    )  # fmt: skip
