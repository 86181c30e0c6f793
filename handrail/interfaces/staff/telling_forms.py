"""What a programme wants to be told of."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.continuum.watch.models import Sensitivity

CHOOSE = _("Choose one.")


class TellingForm(forms.Form):
    """From which change its teams are told, and whether a strong one calls who is on call."""

    told_of = forms.ChoiceField(
        choices=Sensitivity.ToldOf.choices, label=_("Tell the team of"), widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        help_text=_(
            "Every clear change is about one false alarm for each person in two months, a strong one in four; "
            "with fewer alarms some changes are told later or not at all."
        ),
    )  # fmt: skip
    strong_calls = forms.BooleanField(
        required=False, label=_("A strong change calls whoever is on call"),
        help_text=_("At any hour, also when a day closes at midnight. It begins as urgent, with an answer due within a day."),
    )  # fmt: skip
