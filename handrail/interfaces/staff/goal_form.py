"""What a person wants, in their own words, and which need it answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.plans.models import Goal, Priority
from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management.models import Need


def which_first() -> forms.TypedChoiceField:
    """First, next or later; next where nobody chose."""
    return forms.TypedChoiceField(
        label=_("When it comes"), required=False, choices=Priority.choices, initial=Priority.NEXT.value,
        coerce=lambda value: Priority(int(value)), empty_value=Priority.NEXT,  # type: ignore[arg-type]
        error_messages={"invalid_choice": _("Please choose first, next or later.")},
    )  # fmt: skip


class RankForm(forms.Form):
    """When a step comes; said, never guessed."""

    priority = forms.TypedChoiceField(
        choices=Priority.choices, coerce=lambda value: Priority(int(value)),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Please choose first, next or later.")),
    )  # fmt: skip


class GoalForm(forms.Form):
    """A goal is written down as the person says it."""

    words = PlainText(
        max_length=400, label=_("In their own words"), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what they want, as they say it.")},
    )  # fmt: skip
    need = forms.ChoiceField(
        label=_("Which need is it about? (optional)"), required=False, choices=[("", _("None of these")), *Need.choices],
        error_messages={"invalid_choice": _("Please choose one of these needs.")},
    )  # fmt: skip
    priority = which_first()


class EndGoalForm(forms.Form):
    """How a goal ended, and in a few words why; one that was reached speaks for itself."""

    status = forms.ChoiceField(
        label=_("How did it end?"), choices=[one for one in Goal.Status.choices if one[0] != Goal.Status.ACTIVE],
        error_messages={"required": _("Please choose how it ended."), "invalid_choice": _("Please choose how it ended.")},
    )  # fmt: skip
    outcome = PlainText(
        max_length=240, label=_("What changed? (optional when it was reached)"), required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        unsaid = not given.get("outcome") and "outcome" not in self.errors
        if unsaid and given.get("status") in {Goal.Status.SET_ASIDE, Goal.Status.CHANGED}:
            self.add_error("outcome", _("Say in a few words what changed."))
        return given
