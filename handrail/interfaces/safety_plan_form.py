"""The safety plan as a form: one box a part, one line an entry. The same for the person and for whoever writes with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from handrail.clinical.triage.safety_plan import ENTRIES, ENTRY, Part, entries, parts
from handrail.interfaces.fields import PlainText
from handrail.pillars.crisis.models import SafetyPlan


class Lines(PlainText):
    """Some lines."""

    def __init__(self, part: Part) -> None:
        super().__init__(
            max_length=(ENTRY + 2) * ENTRIES, required=False, label=_(part.title),
            help_text="; ".join(_(hint) for hint in part.hints),
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        try:
            return entries(super().clean(value))
        except ValueError as too_long:
            raise ValidationError(str(too_long)) from too_long


class SafetyPlanForm(forms.Form):
    """`instead_of` is the version it began from."""

    instead_of = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for part in parts():
            self.fields[part.id] = Lines(part)

    def over(self, newest: SafetyPlan) -> None:
        """Sent once more it takes the place of `newest`, which its writer has been told of."""
        self.data = {**self.data.dict(), "instead_of": str(newest.version)}  # type: ignore[attr-defined]

    def words(self) -> dict[str, list[str]]:
        """Part -> lines."""
        return {part.id: self.cleaned_data[part.id] for part in parts()}


def begun_from(plan: SafetyPlan | None) -> dict[str, Any]:
    """What the form begins with."""
    lines = plan.lines if plan else {}
    return {"instead_of": plan.version if plan else 0} | {
        part: "\n".join(found) for part, found in lines.items()
    }


def shown_parts(plan: SafetyPlan | None) -> list[tuple[Part, list[str]]]:
    """Each part of the plan with its lines, in order, and its title in the reader's language."""
    lines = plan.lines if plan else {}
    return [(replace(part, title=_(part.title)), lines.get(part.id, [])) for part in parts()]
