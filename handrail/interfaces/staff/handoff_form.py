"""A warm handoff: to whom, why now, what works, what not to do, who joins, by when; and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.continuum.handoffs.actions import Introduction
from handrail.continuum.handoffs.models import Handoff
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField

ONE_OF = dict.fromkeys(("required", "invalid_choice"), _("Please choose one of these."))
FEW = forms.Textarea(attrs={"rows": 2})


class HandoffForm(forms.Form):
    """What whoever is asked should know before they say yes."""

    to = forms.ChoiceField(label=_("To"), error_messages=ONE_OF)
    why = PlainText(max_length=240, label=_("Why now"), widget=FEW)
    works = PlainText(
        max_length=400, required=False, label=_("What works with them"), widget=FEW,
        help_text=_("In their words, if you have them."),
    )  # fmt: skip
    avoid = PlainText(max_length=400, required=False, label=_("What not to do"), widget=FEW)
    joins = forms.ChoiceField(
        label=_("The first contact"), choices=Handoff.Joins.choices, error_messages=ONE_OF
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, team: Sequence[CareRelationship], **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"key": str(uuid4()), "joins": Handoff.Joins.TOGETHER}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (str(care.worker_id), f"{care.worker} ({care.get_role_display()})") for care in team
        ]
        self.fields["meet_by"] = DayField(today, label=_("They have met by"))
        self.order_fields(["to", "why", "works", "avoid", "joins", "meet_by", "key"])

    def clean_key(self) -> UUID:
        """The same form sent twice is one handoff; a key that was lost on the way makes a new one."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def told(self) -> Introduction:
        """What was written, from a valid form."""
        given = self.cleaned_data
        return Introduction(
            given["why"], given["meet_by"], given["works"], given["avoid"], Handoff.Joins(given["joins"])
        )


class NoForm(forms.Form):
    """Why the receiver does not take it on."""

    words = PlainText(
        max_length=240, label=_("Why not?"), widget=FEW, error_messages={"required": _("Say in a few words why not.")}
    )  # fmt: skip
