"""On which weekdays somebody checks in, and from when until when they are away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from handrail.clinical.early_warning.expected import AWAY_AT_MOST, EVERY_DAY
from handrail.continuum.watch.actions import TOLD_AHEAD


def _day(label: Any, first: date) -> forms.DateField:
    given = {"invalid": _("We need a day like 2026-11-30."), "required": _("Please choose a day.")}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": first.isoformat()})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=given)


class DaysForm(forms.Form):
    """The weekdays on which check-ins are asked for."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days to check in"), choices=[(day, WEEKDAYS[day]) for day in sorted(EVERY_DAY)], coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day."), "invalid_choice": _("Choose days of the week.")},
    )  # fmt: skip


class AbsenceForm(forms.Form):
    """The first and the last day, both of them away."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        more["initial"] = {"from_on": today, "until_on": today + timedelta(days=1)}
        super().__init__(*args, **more)
        self.today = today
        self.fields["from_on"] = _day(_("First day away"), today)
        self.fields["until_on"] = _day(_("Last day away"), today)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("until_on")
        if first and first < self.today:
            self.add_error("from_on", _("That day is over. Choose today or a day ahead."))
        elif first and first - self.today > TOLD_AHEAD:
            self.add_error("from_on", _("That is far ahead. Choose a day within a year."))
        elif first and last and last < first:
            self.add_error("until_on", _("The last day comes before the first. Choose it or a later one."))
        elif first and last and last - first > AWAY_AT_MOST:
            words = _("We can note at most %(days)s days at once. You can add more then.")
            self.add_error("until_on", words % {"days": AWAY_AT_MOST.days})
        return given
