"""Making a group, giving a seat, and writing down what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Attendance, Gathering
from handrail.foundation.teams.models import Programme
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.calendar_forms import LENGTHS
from handrail.pillars.counseling.actions import Line
from handrail.pillars.counseling.shapes import TOOK_PART

CAME = [(Attendance.Status.CAME, _l("Yes")), (Attendance.Status.LATE, _l("Late")),
        (Attendance.Status.DID_NOT_COME, _l("No"))]  # fmt: skip
PART = [("", "–"), *TOOK_PART.items()]
OWN, DID = 1_000, 4_000


class GroupForm(forms.Form):
    """A new group or meeting."""

    name = PlainText(max_length=120, label=_l("Name"))
    kind = forms.ChoiceField(choices=Gathering.Kind.choices, label=_l("What it is"))
    called = forms.ChoiceField(choices=Gathering.Called.choices, label=_l("How people are called there"), initial=Gathering.Called.NAME, required=False)  # fmt: skip
    first_on = forms.DateField(label=_l("First time"), widget=forms.DateInput(attrs={"type": "date"}))
    clock = forms.TimeField(label=_l("At"), initial=time(11), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))  # fmt: skip
    minutes = forms.ChoiceField(choices=LENGTHS, label=_l("How long"), initial="75")
    every = forms.ChoiceField(choices=Gathering.Every.choices, label=_l("How often"), initial="week")
    last_on = forms.DateField(required=False, label=_l("Last time (optional)"), widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    capacity = forms.IntegerField(min_value=1, max_value=200, initial=8, label=_l("Seats"))
    modality = forms.ChoiceField(choices=Appointment.Modality.choices, label=_l("How"))
    place = PlainText(max_length=120, required=False, label=_l("Where (optional)"))

    def __init__(self, *args: Any, programmes: Sequence[Programme], **more: Any) -> None:
        super().__init__(*args, **more)
        self.programmes = {str(one.pk): one for one in programmes}
        names = [(key, one.name) for key, one in self.programmes.items()]
        self.fields["programme"] = forms.ChoiceField(choices=names, label=_l("Program"))

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or {}
        first, last = sent.get("first_on"), sent.get("last_on")
        if first and not 1900 < first.year < 2200:
            self.add_error("first_on", _("We need a day of this century."))
        elif first and last and last < first:
            self.add_error("last_on", _("The last time is before the first."))
        return sent

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        sent = dict(self.cleaned_data)
        sent["called"] = Gathering.Called(sent["called"] or Gathering.Called.NAME)
        return {**sent, "programme": self.programmes[sent["programme"]], "minutes": int(sent["minutes"])}


class SeatForm(forms.Form):
    """Who gets a seat."""

    def __init__(self, *args: Any, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in people}
        names = [(key, one.preferred_name) for key, one in self.people.items()]
        self.fields["person"] = forms.ChoiceField(choices=names, label=_l("Who"))

    @property
    def person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class GroupNoteForm(forms.Form):
    """What the group did, and a line for each."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    did = PlainText(
        max_length=DID, required=False, label=_l("What we did"), help_text=_l("Written once, added to everyone’s note."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[Person], writable: Mapping[int, bool], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.people = people
        self.writable = writable
        for one in people:
            self.fields[f"came_{one.pk}"] = forms.ChoiceField(choices=CAME, required=False, widget=forms.RadioSelect, label=one.preferred_name)  # fmt: skip
            if writable.get(one.pk):
                self._note_of(one)

    def _note_of(self, one: Person) -> None:
        name = {"name": one.preferred_name}
        self.fields[f"version_{one.pk}"] = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)  # fmt: skip
        self.fields[f"part_{one.pk}"] = forms.ChoiceField(choices=PART, required=False, label=_("How %(name)s took part") % name)  # fmt: skip
        hint = _("One or two lines about %(name)s") % name
        self.fields[f"own_{one.pk}"] = PlainText(
            max_length=OWN,
            required=False,
            label=hint,
            widget=forms.Textarea(attrs={"rows": 2, "placeholder": hint}),
        )

    def lines(self) -> dict[Person, Line]:
        """What is written about each."""
        return {one: self._line(one.pk) for one in self.people}

    def _line(self, key: int) -> Line:
        sent = self.cleaned_data
        return Line(
            status=sent.get(f"came_{key}", ""), took_part=sent.get(f"part_{key}", ""), own=sent.get(f"own_{key}", ""),
            began_from=sent.get(f"version_{key}") or 0,
        )  # fmt: skip

    def signing(self, asked: str) -> list[Person]:
        """Whose notes the button signs: one person's, or those of all who came."""
        if asked == "all":
            there = {Attendance.Status.CAME, Attendance.Status.LATE}
            return [one for one in self.people if self.writable.get(one.pk) and self.cleaned_data.get(f"came_{one.pk}") in there]  # fmt: skip
        return [one for one in self.people if str(one.pk) == asked and self.writable.get(one.pk)]
