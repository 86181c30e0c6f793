"""What is sent in a case review: a decision, and the minutes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField, StepForm


class DecisionForm(StepForm):
    """A step that somebody takes on, by a day."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"key": str(uuid4())}, **more)
        self.fields["due_on"].required = True
        self.order_fields(["title", "responsible", "partner", "due_on", "why", "key"])

    def clean_key(self) -> UUID:
        """The same form sent twice is one decision; a key that was lost on the way makes a new one."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()


class MinutesForm(forms.Form):
    """What was said, and who was there."""

    working = PlainText(
        max_length=600, required=False, label=_l("What goes well"), widget=forms.Textarea(attrs={"rows": 2})
    )
    in_the_way = PlainText(
        max_length=600, required=False, label=_l("What gets in the way"), widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    present = forms.MultipleChoiceField(
        label=_l("Who was there"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _l("Say who was there."), "invalid_choice": _l("Please choose among these people.")},
    )  # fmt: skip
    point = PlainText(max_length=24, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, person: Person, who: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.person = person
        self.fields["present"].choices = list(who.items())  # type: ignore[attr-defined]
        self.fields["next_on"] = DayField(
            today, required=False, label=_l("Look at the plan again on (optional)"),
            help_text=_("Counts when %(name)s was there: a plan is looked at with them.") % {"name": person},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        absent = str(self.person.pk) not in given.get("present", ())
        if given.get("next_on") and absent and "present" not in self.errors:
            self.add_error(
                "next_on",
                _("Say above that %(name)s was there, or leave this empty.") % {"name": self.person},
            )
        return given


def who_may_be_there(reader: Person, person: Person, team: list[CareRelationship]) -> dict[str, str]:
    """Those who can have been there, by key: the reader, the rest of the team, the person."""
    found = {str(reader.pk): reader.preferred_name}
    for care in team:
        found.setdefault(str(care.worker_id), f"{care.worker} ({care.get_role_display()})")
    return {**found, str(person.pk): person.preferred_name}
