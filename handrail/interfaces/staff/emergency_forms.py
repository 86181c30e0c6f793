"""What a worker writes to open a record in an emergency, and what the privacy officer answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.actions.emergencies import Facts
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.consent.seeking import Known
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, zone
from handrail.interfaces.fields import PlainText

#: A clock may be a little ahead of ours.
AHEAD = timedelta(minutes=5)
FACTS = ("personnel", "affiliation", "nature", "happened_at")


class FactsForm(forms.Form):
    """The four facts of a disclosure in a medical emergency; the discloser is whoever sends it."""

    personnel = PlainText(max_length=160, required=False, label=_l("Who receives it (name)"))
    affiliation = PlainText(max_length=160, required=False, label=_l("Where they work"))
    nature = PlainText(
        max_length=1000, required=False, label=_l("What the medical emergency is"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    happened_at = forms.DateTimeField(
        required=False, label=_l("When you gave it to them"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"invalid": _l("We need a day and a time like 2026-11-30 19:30.")},
    )  # fmt: skip

    def __init__(self, *args: Any, reader: Person, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.reader, self.at = reader, at

    def clean_happened_at(self) -> datetime | None:
        """The time on the worker's own clock."""
        told: datetime | None = self.cleaned_data["happened_at"]
        if told is None:
            return None
        here = told.replace(tzinfo=zone(self.reader.time_zone))
        if here > self.at + AHEAD:
            raise ValidationError(_("This time has not come yet. Please check it."))
        return here

    def facts(self) -> Facts:
        """What was told, as the action takes it."""
        given = self.cleaned_data
        return Facts(
            personnel=given.get("personnel", ""), affiliation=given.get("affiliation", ""),
            nature=given.get("nature", ""), happened_at=given.get("happened_at"),
        )  # fmt: skip


class EmergencyForm(FactsForm):
    """Whom, why, and, from outside the programmes, to whom it goes."""

    name = PlainText(max_length=160, required=False, label=_l("Whole name"))
    born_on = forms.DateField(
        required=False, label=_l("Date of birth"), widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"], error_messages={"invalid": _l("We need a day like 1991-03-04.")},
    )  # fmt: skip
    number = PlainText(max_length=64, required=False, label=_l("Or the number of the record"))
    reason = forms.ChoiceField(
        label=_l("What is the emergency?"), choices=EmergencyAccess.Reason.choices, widget=forms.RadioSelect,
        error_messages={"required": _l("Please choose what the emergency is.")},
    )  # fmt: skip
    words = PlainText(
        max_length=1000, label=_l("What happened?"), help_text=_l("The privacy officer reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    withheld_because = PlainText(
        max_length=1000, required=False, label=_l("Why it is not safe to tell the person now"),
        help_text=_l("Leave this empty and the person is told at once. As a licensed professional you answer for it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, discloses: bool, licensed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.discloses = discloses
        if not licensed:
            del self.fields["withheld_because"]
        if discloses:
            medical = [
                (one.value, one.label) for one in EmergencyAccess.Reason if one in EmergencyAccess.MEDICAL
            ]
            self.fields["reason"].choices = medical  # type: ignore[attr-defined]
            # As the worker's own clock shows it: the field knows no zone.
            self.fields["happened_at"].initial = local(self.reader, self.at).replace(tzinfo=None)
        else:
            for name in FACTS:
                del self.fields[name]
        self.order_fields(["name", "born_on", "number", "reason", "words"])

    def clean_happened_at(self) -> datetime | None:
        return super().clean_happened_at() if self.discloses else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        # Care does not wait for paper: a fact that cannot be read is a fact still missing, and asked for again.
        for name in [name for name in FACTS if name in self.errors]:
            del self.errors[name]
        if not self.errors and not self.known().enough:
            self.add_error(
                "name", _("Write the whole name and the date of birth, or the number of the record.")
            )
        return given

    def known(self) -> Known:
        """What the worker knows of the person."""
        given = self.cleaned_data
        return Known(given.get("name") or "", given.get("born_on"), given.get("number") or "")

    def facts(self) -> Facts:
        return super().facts() if self.discloses else Facts()


class ReviewForm(forms.Form):
    """What the privacy officer makes of it."""

    outcome = forms.ChoiceField(
        label=_l("What do you make of it?"), choices=EmergencyAccess.Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _l("Please choose one.")},
    )  # fmt: skip
    words = PlainText(
        max_length=1000, required=False, label=_l("In a few words (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
