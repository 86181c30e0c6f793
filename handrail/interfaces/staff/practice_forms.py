"""What a worker sends about a practice: which, how often, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from handrail.clinical.practices.definition import LONGEST_WHY
from handrail.clinical.practices.shelf import offered, skills
from handrail.foundation.practices.models import Practice
from handrail.interfaces.fields import PlainText

CHOOSE = {"required": _("Please choose one of these."), "invalid_choice": _("Please choose one of these.")}


class BeginForm(forms.Form):
    """A practice that was agreed on with the person."""

    method = forms.ChoiceField(label=_("Practice"), error_messages=CHOOSE)
    cadence = forms.ChoiceField(label=_("How often"), choices=Practice.Cadence.choices, error_messages=CHOOSE)
    why = PlainText(
        max_length=LONGEST_WHY, required=False, label=_("What it is for"),
        help_text=_("In words you agreed on. They read it beside the practice."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, not_now: frozenset[str] = frozenset(), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["method"].choices = [(one.id, one.title) for one in offered(not_now)]  # type: ignore[attr-defined]


class SkillForm(forms.Form):
    """The skill of this week or the next; none takes it off again."""

    skill = forms.ChoiceField(label=_("Skill"), required=False, error_messages=CHOOSE)
    week = forms.ChoiceField(label=_("For"), error_messages=CHOOSE)

    def __init__(self, *args: Any, monday: date, not_now: frozenset[str] = frozenset(), **more: Any) -> None:
        super().__init__(*args, **more)
        following = monday + timedelta(days=7)
        fits = [(one.id, one.title) for one in skills(not_now)]
        self.fields["skill"].choices = [("", _("None: take it off")), *fits]  # type: ignore[attr-defined]
        self.fields["week"].choices = [  # type: ignore[attr-defined]
            (monday.isoformat(), _("This week")),
            (following.isoformat(), _("Next week, from %(day)s") % {"day": date_format(following, "M j")}),
        ]

    def clean_week(self) -> date:
        """The Monday of that week."""
        return date.fromisoformat(self.cleaned_data["week"])
