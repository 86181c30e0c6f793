"""A gap that can wait, and how many days are too many."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.clinical.gaps import rules
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField


class AsideForm(forms.Form):
    """Until when it rests, and why."""

    words = PlainText(
        max_length=240, label=_("Why can it wait?"), widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words why it can wait.")},
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["until"] = DayField(today, label=_("Look again on"))


def _days(label: Any) -> forms.IntegerField:
    said = {
        "invalid": _("We need a number of days."),
        "min_value": _("From 1 to 366 days."),
        "max_value": _("From 1 to 366 days."),
    }
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=366, error_messages=said)


class DaysForm(forms.Form):
    """Of one programme: empty means that this is not looked for; for rides, the usual number counts."""

    no_contact = _days(_("Days without contact that are too many"))
    consent_ending = _days(_("Days before a consent ends"))
    no_ride = _days(_("Days before an appointment by which a ride is arranged"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["no_ride"].help_text = _("%(n)s when left empty.") % {"n": rules.RIDE_DAYS}

    def said(self) -> dict[str, int | None]:
        """How many days, by kind."""
        return {kind: self.cleaned_data[kind] for kind in rules.SET_BY_PROGRAMME}
