"""When it is good to call, as the person says it."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

CHOOSE = {"invalid_choice": _("Please pick one of the answers shown.")}
HOUR = {"invalid": _("We need a time like 17:30.")}


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(required=False, label=label, widget=widget, input_formats=["%H:%M", "%H:%M:%S"], error_messages=HOUR)  # fmt: skip


class CallTimesForm(forms.Form):
    """Days and hours; all empty means any."""

    days = forms.TypedMultipleChoiceField(
        label=_("Good days"), choices=list(WEEKDAYS.items()), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Pick nothing to mean any day."), error_messages=CHOOSE,
    )  # fmt: skip
    earliest = _clock(_("Not before"))
    latest = _clock(_("Not after"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first: time | None = given.get("earliest")
        last: time | None = given.get("latest")
        if first and last and first == last:
            self.add_error(
                "latest", _("That leaves no time to call. Choose a later hour, or leave one empty.")
            )
        return given
