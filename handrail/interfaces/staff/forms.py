"""The shapes of what workers send. What it means is decided by the actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.teams.models import CareRelationship, Programme
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.goal_form import which_first

#: A step further away than this is most likely a slip of the year.
FARTHEST = timedelta(days=2 * 365)
PARTNER = "partner"


class DayField(forms.DateField):
    """A day from today on, as the browser's own date field sends it."""

    default_error_messages = {
        "required": _l("Please choose a day."),
        "invalid": _l("We need a day like 2026-11-30."),
    }

    def __init__(self, today: date, **more: Any) -> None:
        self.today = today
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value < self.today:
            raise ValidationError(
                _("This day has passed. Please choose today or a later day."), code="passed"
            )
        if value is not None and value > self.today + FARTHEST:
            raise ValidationError(
                _("This day is more than two years away. Please check the year."), code="far"
            )


class DeclineForm(forms.Form):
    """Why a proposal is not for me now."""

    words = PlainText(
        max_length=240, label=_l("Why not?"), help_text=_l("The next responsible person reads this."),
        widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _l("Say in a few words why not.")},
    )  # fmt: skip


class ChangeForm(forms.Form):
    """A proposal taken on in other words or for another day."""

    title = PlainText(max_length=160, label=_l("What you will do"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["due_on"] = DayField(today, label=_l("By"))


class SetAsideForm(forms.Form):
    """Why a step ends without being done."""

    outcome = PlainText(
        max_length=240, label=_l("What changed?"), widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say in a few words what changed.")},
    )  # fmt: skip


class StepForm(forms.Form):
    """A step with exactly one responsible party: the person, one of the team, or a partner by name."""

    title = PlainText(max_length=160, label=_l("What will be done"))
    responsible = forms.ChoiceField(
        label=_l("Who does it"),
        error_messages={
            "required": _l("Please choose who does it."),
            "invalid_choice": _l("Please choose one of these people."),
        },
    )
    partner = PlainText(max_length=120, label=_l("Partner’s name, if a partner does it"), required=False)
    why = PlainText(max_length=240, label=_l("Why (optional)"), required=False)

    def __init__(self, *args: Any, today: date, name: str, team: list[CareRelationship], **more: Any) -> None:
        super().__init__(*args, **more)
        workers = {
            str(care.worker_id): f"{care.worker} ({care.get_role_display()})" for care in reversed(team)
        }
        named = [("person", name), *reversed(workers.items()), (PARTNER, _("A partner, by name"))]
        self.fields["responsible"].choices = named  # type: ignore[attr-defined]
        self.fields["due_on"] = DayField(today, label=_l("By"), required=False)
        self.fields["priority"] = which_first()
        self.order_fields(["title", "responsible", "partner", "due_on", "priority", "why"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        partner = given.get("partner", "")
        if given.get("responsible") == PARTNER and not partner and "partner" not in self.errors:
            self.add_error("partner", _("Please name the partner."))
        if partner and given.get("responsible") not in {PARTNER, None}:
            self.add_error(
                "partner",
                _("A step has one responsible party. Choose the partner above, or leave this empty."),
            )
        return given


class SearchForm(forms.Form):
    """Who to find: the beginning of the name they go by, and a program."""

    q = PlainText(max_length=80, label=_l("Name begins with"), required=False)
    programme = forms.ChoiceField(label=_l("Program"), required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def __init__(self, *args: Any, programmes: list[Programme], **more: Any) -> None:
        super().__init__(*args, **more)
        every = [("", _("All my programs"))]
        self.fields["programme"].choices = every + [(str(p.pk), p.name) for p in programmes]  # type: ignore[attr-defined]


def new_step(given: dict[str, Any], person: Any, team: list[CareRelationship]) -> dict[str, Any]:
    """What `plans.add_step` takes, from a valid StepForm."""
    chosen = given["responsible"]
    told = {name: given.get(name) for name in ("title", "why", "due_on", "priority")}
    if chosen == PARTNER:
        return {**told, "partner": given["partner"], "strand": "case"}
    if chosen == "person":
        return {**told, "responsible": person, "strand": "self"}
    care = next(care for care in team if str(care.worker_id) == chosen)
    return {**told, "responsible": care.worker, "strand": care.strand}
