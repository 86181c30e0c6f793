"""An appointment elsewhere: writing it down, what it needs, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Elsewhere, InTheWay
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.calendar_forms import WhenForm
from handrail.interfaces.staff.forms import DayField, StepForm, new_step
from handrail.pillars.case_management.models import Arrangement

THERE, NOT_THERE = "there", "not_there"
WENT = [(THERE, _l("They were there")), (NOT_THERE, _l("It did not happen"))]
#: What a worker can arrange; a new time is found below.
WHAT = [Arrangement.What.RIDE, Arrangement.What.CHILD_CARE]


class OutingForm(WhenForm):
    """Something they have to do outside of here."""

    def __init__(self, *args: Any, keepers: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.keepers = {str(one.pk): one for one in keepers}
        self.fields["what"] = forms.ChoiceField(choices=Elsewhere.choices, label=_l("What for"))
        self.fields["place"] = PlainText(max_length=120, label=_l("Where"))
        self.fields["keeper"] = forms.ChoiceField(
            choices=[(key, one.preferred_name) for key, one in self.keepers.items()],
            label=_l("Who keeps an eye on it"),
        )
        self.order_fields(["what", "place", "starts_at", "minutes", "keeper"])

    @property
    def keeper(self) -> Person:
        return self.keepers[self.cleaned_data["keeper"]]


class ArrangeForm(StepForm):
    """Who arranges it, and by when."""

    def __init__(self, *args: Any, latest: date, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("title", "why", "priority"):
            del self.fields[name]
        self.fields["what"] = forms.ChoiceField(
            choices=[(one.value, one.label) for one in WHAT], widget=forms.HiddenInput
        )
        self.fields["due_on"] = DayField(more["today"], label=_l("By"), initial=latest)

    def step(self, person: Person, team: list[CareRelationship]) -> dict[str, Any]:
        """Who does it, by when, in which strand."""
        told = new_step(self.cleaned_data, person, team)
        return {name: told[name] for name in ("responsible", "partner", "strand", "due_on") if name in told}


class WithoutForm(forms.Form):
    """What is not needed."""

    what = forms.ChoiceField(choices=[(one.value, one.label) for one in WHAT], widget=forms.HiddenInput)


class BringForm(forms.Form):
    """What to bring, a line each."""

    words = PlainText(
        max_length=1000, required=False, label=_l("What to bring, a line each"), widget=forms.Textarea(attrs={"rows": 6})
    )  # fmt: skip


class WentForm(forms.Form):
    """What came of it."""

    went = forms.ChoiceField(
        choices=WENT, widget=forms.RadioSelect, label=_l("How did it go?"),
        error_messages={"required": _l("Say how it went.")},
    )  # fmt: skip
    in_the_way = forms.ChoiceField(
        choices=[("", "—"), *InTheWay.choices], required=False, label=_l("What stood in the way, if it did not happen")
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("went") == NOT_THERE and "in_the_way" in given and not given["in_the_way"]:
            self.add_error("in_the_way", _("Say what stood in the way. There is no wrong answer."))
        if given.get("went") == THERE:
            given["in_the_way"] = ""
        return given


class NewTimeForm(WhenForm):
    """The same appointment at another time."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["in_the_way"] = forms.ChoiceField(
            choices=[("", "—"), *InTheWay.choices], required=False, label=_l("Why, if they said (optional)")
        )
