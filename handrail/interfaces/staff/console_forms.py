"""What whoever has an alert writes in its first minutes: a rating, what is told in words, how urgent, whom they call in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.triage.check import Check
from handrail.clinical.triage.urgency import SLOWER, TIERS
from handrail.foundation.people.models import Person
from handrail.interfaces.fields import PlainText
from handrail.pillars.crisis.models import CHOSEN, Around, CallIn

CHOOSE = _l("Please choose one of these.")


class AnswerForm(forms.Form):
    """One tap: which check, which question, which answer. What they mean is known one floor below."""

    check = PlainText(max_length=24)
    question = PlainText(max_length=32)
    value = PlainText(max_length=32)


class RatingForm(forms.Form):
    """A scale that a trained rater rates with the person before them. Left out is not zero."""

    trained = forms.BooleanField(
        label=_l("I am trained to rate this, and the person is before me"),
        error_messages={
            "required": _l("Only somebody trained in it rates this, with the person before them.")
        },
    )

    def __init__(self, check: Check, sent: Any = None, initial: Any = None) -> None:
        super().__init__(sent, initial=initial, auto_id=f"{check.id}-%s")
        self.check = check
        for one in check.questions:
            self.fields[one.id] = forms.ChoiceField(
                label=one.text,
                required=False,
                choices=[("", "–"), *one.options],
                error_messages={"invalid_choice": CHOOSE},
            )
        self.order_fields([*(one.id for one in check.questions), "trained"])

    @property
    def given(self) -> dict[str, str]:
        """What was rated."""
        return {name: value for name, value in self.cleaned_data.items() if name != "trained" and value}


class AroundForm(forms.Form):
    """Where they are now, in words."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in Around:
            self.fields[one.value] = (
                forms.ChoiceField(choices=[("", "–"), *CHOSEN[one].choices], required=False, label=one.label)
                if one in CHOSEN
                else PlainText(max_length=400, required=False, label=one.label)
            )


class UrgencyForm(forms.Form):
    """A human says how urgent it is."""

    tier = forms.ChoiceField(
        choices=[(str(one.number), one.name) for one in (*TIERS, *SLOWER)], label=_l("How urgent it is"),
        widget=forms.RadioSelect, error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    words = PlainText(
        max_length=1000, required=False, label=_l("Why, if it is less than the answers ask for"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class CallInForm(forms.Form):
    """Who takes over: they have it once they said so."""

    def __init__(self, *args: Any, others: Sequence[Person], reader: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.others = {str(one.pk): one for one in others if one != reader}
        names = [(key, one.preferred_name) for key, one in self.others.items()]
        self.fields["to"] = forms.ChoiceField(
            choices=[("", _l("Whoever is free first")), *names], required=False, label=_l("Who"),
            error_messages={"invalid_choice": CHOOSE},
        )  # fmt: skip

    @property
    def to(self) -> Person | None:
        """Whoever was named."""
        return self.others.get(self.cleaned_data.get("to", ""))


class TeamForm(forms.Form):
    """A mobile team is on its way."""

    words = PlainText(max_length=300, label=_l("Who comes, and where to"))
    minutes = forms.ChoiceField(
        choices=[(str(n), _l("%(n)s minutes") % {"n": n}) for n in (15, 20, 30, 45, 60, 90)], initial="30",
        label=_l("There in"), help_text=_l("Not there by then: people are called again."),
    )  # fmt: skip

    def by(self, now: datetime) -> datetime:
        """When they are there."""
        return now + timedelta(minutes=int(self.cleaned_data["minutes"]))


#: The two ways of calling somebody in, as an address names them.
KINDS = {"supervisor": CallIn.Kind.BESIDE, "handoff": CallIn.Kind.TAKE_OVER}
