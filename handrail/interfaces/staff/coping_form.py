"""The next three days, written with the person: words, times that are held, and who checks in when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.triage.coping_plan import MEETING_MINUTES
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.fields import MomentField, PlainText
from handrail.interfaces.staff.words.times import clock, day_words
from handrail.pillars.crisis.actions import CheckIn, Slot
from handrail.pillars.crisis.free_slots import Free
from handrail.pillars.crisis.models import CopingPart

CHECK_INS = (1, 2, 3)
CHOOSE = _l("Somebody else took that time. Choose another; nothing else was changed.")


class CopingForm(forms.Form):
    """Every part may stay empty; not all of them."""

    def __init__(
        self,
        *args: Any,
        reader: Person,
        at: datetime,
        free: Sequence[Free],
        owners: Sequence[Person],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.reader, self.at = reader, at
        self.free, self.owners = {one.key: one for one in free}, {str(one.pk): one for one in owners}
        for part in CopingPart:
            self.fields[part.value] = PlainText(
                max_length=1000, required=False, label=part.label, widget=forms.Textarea(attrs={"rows": 2})
            )
        if free:
            self.fields["slots"] = forms.MultipleChoiceField(
                choices=[(one.key, told_of(one, reader, at)) for one in free], required=False, label=_l("Times to hold"),
                widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": CHOOSE},
            )  # fmt: skip
        names = [("", "—"), *((key, one.preferred_name) for key, one in self.owners.items())]
        for n in CHECK_INS:
            label = _l("Check-in %(n)s: who") % {"n": n}
            self.fields[f"owner_{n}"] = forms.ChoiceField(choices=names, required=False, label=label)
            self.fields[f"at_{n}"] = MomentField(
                reader, required=False, label=_l("Check-in %(n)s: when") % {"n": n}
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for n in CHECK_INS:
            if bool(told.get(f"owner_{n}")) != bool(told.get(f"at_{n}")):
                self.add_error(f"owner_{n}", _l("A check-in needs somebody and a time."))
        chosen = sorted((self.free[key] for key in told.get("slots", [])), key=lambda one: one.starts_at)
        for first, then in pairwise(chosen):
            if then.starts_at < first.starts_at + timedelta(minutes=MEETING_MINUTES):
                self.add_error("slots", self._both(first, then))
        return told

    def _both(self, first: Free, then: Free) -> str:
        one, other = (told_of(each, self.reader, self.at) for each in (first, then))
        return _("They cannot be at both: %(one)s, and %(other)s. Keep one of them.") % {
            "one": one, "other": other,
        }  # fmt: skip

    @property
    def words(self) -> dict[str, str]:
        return {part.value: self.cleaned_data[part.value] for part in CopingPart}

    @property
    def slots(self) -> list[Slot]:
        """The times that were chosen."""
        chosen = [self.free[key] for key in self.cleaned_data.get("slots", [])]
        return [Slot(one.worker, one.starts_at, one.strand) for one in chosen]

    @property
    def check_ins(self) -> list[CheckIn]:
        """Who speaks with them when."""
        told = self.cleaned_data
        return [
            CheckIn(self.owners[told[f"owner_{n}"]], told[f"at_{n}"]) for n in CHECK_INS if told[f"at_{n}"]
        ]


def told_of(one: Free, reader: Person, now: datetime) -> str:
    """When, with whom, and as what: on the reader’s clock."""
    here, today = local(reader, one.starts_at), local(reader, now).date()
    return f"{day_words(here.date(), today)}, {clock(here)} · {one.worker.preferred_name}, {one.role.label}"
