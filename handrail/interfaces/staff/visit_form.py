"""A time today with somebody, and how they meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.coping_form import CHOOSE, told_of
from handrail.pillars.crisis.actions import Slot
from handrail.pillars.crisis.free_slots import Free


class VisitForm(forms.Form):
    """One of the times that are free today."""

    def __init__(self, *args: Any, reader: Person, at: datetime, free: Sequence[Free], **more: Any) -> None:
        super().__init__(*args, **more)
        self.free = {one.key: one for one in free}
        self.fields["slot"] = forms.ChoiceField(
            choices=[(one.key, told_of(one, reader, at)) for one in free], label=_l("Time"),
            widget=forms.RadioSelect, error_messages={"invalid_choice": CHOOSE, "required": _l("Choose a time.")},
        )  # fmt: skip
        self.fields["modality"] = forms.ChoiceField(
            choices=Appointment.Modality.choices, label=_l("How they meet"),
            initial=Appointment.Modality.IN_PERSON, widget=forms.RadioSelect,
        )  # fmt: skip

    @property
    def slot(self) -> Slot:
        """What was chosen."""
        one = self.free[self.cleaned_data["slot"]]
        return Slot(
            one.worker, one.starts_at, one.strand, Appointment.Modality(self.cleaned_data["modality"])
        )
