"""What the person's app is sent: shapes only. What an answer means is decided below."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from handrail.clinical.instruments.check_in import value_for
from handrail.foundation.measures.actions import KEPT_FOR
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Priority
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.questions import REACH_OUT, SKIP, accepted
from handrail.interfaces.fields import PlainText

UNKNOWN = _("Please pick one of the answers shown.")
OLD_FORM = _("This form did not arrive whole. Nothing was saved. Load the page again and send it once more.")
AHEAD = _("This check-in is dated after today. Check the date on your phone, then send it again.")
TOO_LONG_AGO = _("This check-in is too long ago to add now. You can tell your team about that day in words.")


class Envelope(forms.Form):
    """What comes with the answers: once per key, and for which day.

    `made_at` and `sent_at` come from a phone that kept it without signal, on the phone's own clock, which may be
    wrong; how long it was kept is right anyway.
    """

    key = forms.UUIDField(error_messages={"invalid": OLD_FORM, "required": OLD_FORM})
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": OLD_FORM})
    made_at = forms.DateTimeField(required=False, error_messages={"invalid": OLD_FORM})
    sent_at = forms.DateTimeField(required=False, error_messages={"invalid": OLD_FORM})


#: What says for which day: most check-ins are for now and say nothing of it.
WHEN = ("day", "made_at", "sent_at")


class CheckInForm(forms.Form):
    """A check-in of the person themself, for a day within reach; it comes in an Envelope."""

    ahead, too_long_ago = AHEAD, TOO_LONG_AGO

    def __init__(self, *args: Any, person: Person, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.at = person, at

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        try:
            data["day"] = self._told_on(data)
        except OverflowError:
            # A clock at the edge of what a calendar can hold.
            self.add_error("made_at", OLD_FORM)
            return data
        if data["day"] > self._today():
            self.add_error("day", self.ahead)
        elif self._today() - data["day"] > KEPT_FOR:
            self.add_error("day", self.too_long_ago)
        return data

    def _today(self) -> date:
        return local(self.person, self.at).date()

    def _told_on(self, data: dict[str, Any]) -> date:
        made, sent = data.get("made_at"), data.get("sent_at")
        if made and sent:
            # Never in the future: a clock that was set back meanwhile cannot be trusted either.
            return local(self.person, min(self.at, self.at - (sent - made))).date()
        return local(self.person, made).date() if made else data.get("day") or self._today()

    def message(self) -> str:
        """The first thing that is wrong, for the phone's banner."""
        return str(next(iter(self.errors.values()))[0])


class DatedForm(CheckInForm, Envelope):
    """A check-in that says for which day it is."""


class Taps:
    """The questions of the phone, by choice. Each answer is one of a few words: it needs no form, and asks like one."""

    def __init__(self, sent: QueryDict, *, person: Person, at: datetime) -> None:
        self.sent, self.person, self.at = sent, person, at
        self.cleaned_data: dict[str, Any] = {}
        self._wrong = ""

    def is_valid(self) -> bool:
        try:
            self.cleaned_data = self._envelope() | self._choices()
        except ValidationError as wrong:
            self._wrong = wrong.messages[0]
        return not self._wrong

    def message(self) -> str:
        """The first thing that is wrong, for the phone's banner."""
        return self._wrong

    def answers(self) -> dict[str, Any]:
        """Fields of CheckIn: numbers on the scales; a skipped question stays out."""
        given = (
            (name, choice) for name in accepted() if (choice := self.cleaned_data.get(name, SKIP)) != SKIP
        )
        return {name: choice if name == REACH_OUT else value_for(name, choice) for name, choice in given}

    def _envelope(self) -> dict[str, Any]:
        if not any(name in self.sent for name in WHEN):
            key = Envelope.base_fields["key"].clean(self.sent.get("key", ""))
            return {"key": key, "day": local(self.person, self.at).date()}
        form = DatedForm(self.sent, person=self.person, at=self.at)
        if not form.is_valid():
            raise ValidationError(form.message())
        return form.cleaned_data

    def _choices(self) -> dict[str, str]:
        told = {name: choice for name in accepted() if (choice := self.sent.get(name, ""))}
        if any(choice not in accepted()[name] and choice != SKIP for name, choice in told.items()):
            raise ValidationError(UNKNOWN)
        return told


class OfferForm(forms.Form):
    """Somebody was offered: yes, or not now."""

    key = forms.UUIDField()
    answer = forms.ChoiceField(choices=CheckIn.ReachOut.choices)


class EndMyGoalForm(forms.Form):
    """How a goal of one's own ended, with words or without."""

    status = forms.ChoiceField(
        label=_("How did it end?"), widget=forms.RadioSelect(attrs={"class": "place"}),
        choices=[(Goal.Status.COMPLETED, _("I reached it")), (Goal.Status.CHANGED, _("I changed my mind")), (Goal.Status.SET_ASIDE, _("Not now"))],
        error_messages={"required": _("Please choose how it ended."), "invalid_choice": _("Please choose how it ended.")},
    )  # fmt: skip
    outcome = PlainText(
        max_length=240, required=False, label=_("Anything you want to say about it"),
        help_text=_("In your own words. Your team can see this."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class RankForm(forms.Form):
    """When a step of one's own comes."""

    priority = forms.TypedChoiceField(
        label=_("When it comes"), choices=Priority.choices, coerce=lambda value: Priority(int(value)),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Please pick one of the answers shown.")),
    )  # fmt: skip


class BarrierForm(forms.Form):
    """What should be different about a step, in words."""

    words = PlainText(
        max_length=240,
        label=_("What should be different?"),
        help_text=_("In your own words. Your team can see this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
