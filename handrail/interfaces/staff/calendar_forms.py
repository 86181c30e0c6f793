"""Booking a time, moving it, and saying when one has time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Availability
from handrail.interfaces.fields import MomentField, PlainText

LENGTHS = [(str(n), _l("%(n)s minutes") % {"n": n}) for n in (15, 25, 30, 40, 45, 50, 60, 75, 90, 120)]
TRAVEL = [
    ("0", _l("no way to go")),
    *((str(n), _l("%(n)s minutes") % {"n": n}) for n in (10, 20, 30, 45, 60)),
]
PAUSE = [("0", _l("none")), *((str(n), _l("%(n)s minutes") % {"n": n}) for n in (5, 10, 15, 30))]
USUAL = "50"


class WhenForm(forms.Form):
    """From when, and for how long."""

    def __init__(self, *args: Any, reader: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["starts_at"] = MomentField(reader, label=_l("When"))
        self.fields["minutes"] = forms.ChoiceField(choices=LENGTHS, label=_l("How long"), initial=USUAL)

    def times(self) -> tuple[datetime, datetime]:
        """From, until."""
        begins: datetime = self.cleaned_data["starts_at"]
        return begins, begins + timedelta(minutes=int(self.cleaned_data["minutes"]))


class BookForm(WhenForm):
    """A new appointment."""

    def __init__(self, *args: Any, workers: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = {str(one.pk): one for one in workers}
        names = [(key, one.preferred_name) for key, one in self.workers.items()]
        self.fields["worker"] = forms.ChoiceField(choices=names, label=_l("With"))
        self.fields["modality"] = forms.ChoiceField(choices=Appointment.Modality.choices, label=_l("How"))
        self.fields["place"] = PlainText(max_length=120, required=False, label=_l("Where (optional)"))
        self.fields["travel"] = forms.ChoiceField(
            choices=TRAVEL, label=_l("The way there"), help_text=_l("Kept free before and after.")
        )
        self.order_fields(["worker", "starts_at", "minutes", "modality", "place", "travel"])

    @property
    def worker(self) -> Person:
        return self.workers[self.cleaned_data["worker"]]

    @property
    def travel(self) -> timedelta:
        return timedelta(minutes=int(self.cleaned_data["travel"]))


class HoursForm(forms.Form):
    """Hours of one weekday."""

    weekday = forms.TypedChoiceField(choices=Availability.Weekday.choices, coerce=int, label=_l("Day"))
    from_time = forms.TimeField(
        label=_l("From"), initial=time(9), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    until_time = forms.TimeField(
        label=_l("Until"), initial=time(17), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    pause_minutes = forms.TypedChoiceField(
        choices=PAUSE, coerce=int, initial="10", label=_l("Pause after each meeting")
    )
    kept_for = forms.ChoiceField(
        choices=Availability.KeptFor.choices, required=False, label=_l("Kept for"),
        help_text=_l("Hours kept for the same day are free on that day only, and nobody books them ahead."),
    )  # fmt: skip

    def clean_kept_for(self) -> str:
        """Any day, unless they say otherwise."""
        return self.cleaned_data["kept_for"] or Availability.KeptFor.ANY_DAY.value


class WeekForm(forms.Form):
    """Which week, and whose. Anything unknown means the usual choice."""

    week = forms.DateField(required=False)
    who = forms.ChoiceField(choices=[("mine", ""), ("team", "")], required=False)
    page = forms.IntegerField(min_value=1, max_value=1000, required=False)
