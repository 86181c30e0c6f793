"""Planning who is on call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.messaging.numbers import NotReachable, kept
from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField, PlainText

PLACES = [("1", _l("first")), ("2", _l("second")), ("3", _l("third"))]


class NumberForm(forms.Form):
    """At which number somebody is called."""

    number = PlainText(
        max_length=32, required=False, label=_l("My number for calls"),
        help_text=_l("A text goes there, and a mail to the address you sign in with. It says only which alert waits."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        """As +15550123; "" for none."""
        typed: str = self.cleaned_data["number"]
        if not typed:
            return ""
        try:
            return kept("phone", typed)
        except NotReachable as wrong:
            raise ValidationError(
                _("We need a phone number like 555 010 0199 or +1 555 010 0199.")
            ) from wrong


class ShiftForm(forms.Form):
    """Who, called as which, from when until when."""

    place = forms.ChoiceField(choices=PLACES, label=_l("Called"))

    def __init__(self, *args: Any, reader: Person, workers: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = {str(one.pk): one for one in workers}
        names = [(key, one.preferred_name) for key, one in self.workers.items()]
        self.fields["worker"] = forms.ChoiceField(choices=names, label=_l("Who"))
        self.fields["from_at"] = MomentField(reader, label=_l("From"))
        self.fields["until_at"] = MomentField(reader, label=_l("Until"))
        self.order_fields(["worker", "place", "from_at", "until_at"])

    def given(self) -> tuple[Person, int, datetime, datetime]:
        """Worker, place, from, until."""
        sent = self.cleaned_data
        return self.workers[sent["worker"]], int(sent["place"]), sent["from_at"], sent["until_at"]
