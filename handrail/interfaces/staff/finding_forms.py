"""Looking for somebody: why, what was tried in one tap, when next, and how it ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.fields import MomentField, PlainText
from handrail.pillars.case_management.models import Attempt, Search

Way, Outcome, Status = Attempt.Way, Attempt.Outcome, Search.Status
CHOOSE = {
    "required": _l("Please choose one."),
    "invalid_choice": _l("Please choose one of the answers shown."),
}
OLD = _l("This form did not arrive whole. Nothing was saved. Load the page again and send it once more.")
#: How somebody may be tried next; "" when first somebody has to ask how.
NEXT_WAYS = [
    (Way.CALL, Way.CALL.label), (Way.TEXT, Way.TEXT.label), (Way.VISIT, _l("Go there")), (Way.THROUGH, Way.THROUGH.label),
    ("", _l("Ask their team how")),
]  # fmt: skip
ENDINGS = [(one.value, one.label) for one in (Status.FOUND, Status.IN_PEACE, Status.MOVED, Status.DIED, Status.OTHERWISE)]  # fmt: skip


class ReasonForm(forms.Form):
    """Why they are looked for: each answer is a button."""

    reason = forms.ChoiceField(choices=Search.Reason.choices, error_messages=CHOOSE)


class AttemptForm(forms.Form):
    """What was tried, as one tap says it: `call:no_answer`, `through:seen:12`."""

    key = forms.UUIDField(error_messages={"invalid": OLD, "required": OLD}, widget=forms.HiddenInput)
    tried = forms.CharField(error_messages=CHOOSE, max_length=60)
    words = PlainText(
        max_length=400, required=False, label=_l("Note (optional)"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Kept with what you tap. They can read it."),
    )  # fmt: skip

    def clean_tried(self) -> tuple[Attempt.Way, Attempt.Outcome, int | None]:
        way, _colon, rest = self.cleaned_data["tried"].partition(":")
        outcome, _colon, lead = rest.partition(":")
        number = int(lead) if lead.isascii() and lead.isdecimal() and len(lead) < 19 else None
        if way not in Way.values or outcome not in Outcome.values or bool(lead) != (number is not None):
            raise forms.ValidationError(CHOOSE["invalid_choice"])
        return Way(way), Outcome(outcome), number


class NextForm(forms.Form):
    """When, how and by whom they are tried next."""

    def __init__(self, *args: Any, reader: Person, team: list[CareRelationship], **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = {str(care.worker_id): care.worker for care in team}
        if reader not in self.workers.values():
            self.workers[str(reader.pk)] = reader
        self.fields["at"] = MomentField(reader, label=_l("When"))
        self.fields["way"] = forms.ChoiceField(
            choices=NEXT_WAYS, required=False, label=_l("How"), error_messages=CHOOSE
        )
        self.fields["owner"] = forms.ChoiceField(
            choices=[(key, one.preferred_name) for key, one in self.workers.items()], label=_l("Who"), error_messages=CHOOSE,
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """As the action takes it. Call it only on a form that is valid."""
        given = self.cleaned_data
        at: datetime = given["at"]
        return {"at": at, "way": given["way"], "owner": self.workers[given["owner"]]}


class EndForm(forms.Form):
    """How it ended."""

    status = forms.ChoiceField(
        choices=ENDINGS, widget=forms.RadioSelect, label=_l("How did it end?"), error_messages=CHOOSE
    )
    words = PlainText(
        max_length=300, required=False, label=_l("In a few words"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Needed when it ended otherwise. They can read it."),
    )  # fmt: skip
