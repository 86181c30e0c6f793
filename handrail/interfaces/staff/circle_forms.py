"""Opening a circle, asking somebody in, hiding a message, and taking somebody out: the shape of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.models.circles import GOAL, NAME, WHY
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme
from handrail.interfaces.fields import PlainText


class CircleForm(forms.Form):
    """A new circle."""

    name = PlainText(
        max_length=NAME,
        label=_("Name of the circle"),
        help_text=_("Everybody in it reads this. Name nobody."),
    )
    goal = PlainText(
        max_length=GOAL,
        label=_("What it is for"),
        help_text=_("In plain words: the goal they share."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, programmes: Sequence[Programme], **more: Any) -> None:
        super().__init__(*args, **more)
        self.programmes = {str(one.pk): one for one in programmes}
        names = [(key, one.name) for key, one in self.programmes.items()]
        self.fields["programme"] = forms.ChoiceField(choices=names, label=_("Program"))

    @property
    def programme(self) -> Programme:
        return self.programmes[self.cleaned_data["programme"]]


class WhoForm(forms.Form):
    """One of some people: whom to ask in, or who moderates too."""

    def __init__(self, *args: Any, people: Sequence[Person], label: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in people}
        names = [("", "–"), *((key, one.preferred_name) for key, one in self.people.items())]
        self.fields["who"] = forms.ChoiceField(choices=names, label=label)

    @property
    def person(self) -> Person:
        return self.people[self.cleaned_data["who"]]


class HidingForm(forms.Form):
    """Why a message is hidden: its author reads it."""

    why = PlainText(
        max_length=WHY, label=_("Why"), help_text=_("Whoever wrote it reads this. The message is kept.")
    )


class TakingOutForm(forms.Form):
    """Why somebody is taken out, in words for them; and whether what they wrote is hidden too."""

    why = PlainText(
        max_length=WHY,
        label=_("Why, in your words to them"),
        help_text=_("They read this under your name. Nobody else in the circle is told why."),
    )
    hide = forms.BooleanField(required=False, label=_("Hide all that they wrote here too"))
