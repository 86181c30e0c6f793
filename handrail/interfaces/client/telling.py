"""Telling us what went wrong: the shape of a complaint, and of the number that opens its answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.rights.actions import Told
from handrail.interfaces.fields import PlainText


class ComplaintForm(forms.Form):
    """What happened; a name and a way to answer only from whoever wants to give them."""

    words = PlainText(
        max_length=4000, label=_("What happened?"), widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        help_text=_("Say what happened, when, and what you would like us to do."),
    )  # fmt: skip
    name = PlainText(
        max_length=160, required=False, label=_("Your name, if you want to say it"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    contact = PlainText(
        max_length=254, required=False, label=_("How we can answer you, if you want us to"),
        help_text=_("A phone number or an address that is safe for you. You can also read the answer here, with a number that we give you."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": str(uuid4())})

    def clean_key(self) -> UUID:
        """The same form sent twice is one complaint; a key that was lost on the way makes a new one."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def told(self) -> Told:
        """What was written."""
        given = self.cleaned_data
        return Told(given["words"], given["name"], given["contact"])


class NumberForm(forms.Form):
    """The number somebody was given."""

    number = PlainText(
        max_length=40, label=_("Your number"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
