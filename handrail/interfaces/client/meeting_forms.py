"""What somebody looks for, and where they say they will go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.spoken import SPOKEN
from handrail.interfaces.client.wording import due_words
from handrail.pillars.peer_support.finding import IN_PERSON, ONLINE, Wish

CHOOSE = {"invalid_choice": _("Please pick one of the answers shown.")}


class FindForm(forms.Form):
    """Everything can stay open."""

    way = forms.ChoiceField(
        choices=[("", _("In person or online")), (IN_PERSON, _("In person")), (ONLINE, _("Online"))],
        required=False, label=_("How"), error_messages=CHOOSE,
    )  # fmt: skip
    language = forms.ChoiceField(
        choices=[("", _("Any language")), *SPOKEN.items()],
        required=False,
        label=_("Language"),
        error_messages=CHOOSE,
    )
    wheelchair = forms.BooleanField(required=False, label=_("With wheelchair access"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.days = [today + timedelta(days=n) for n in range(7)]
        named = [(day.isoformat(), due_words(day, today)) for day in self.days]
        self.fields["day"] = forms.ChoiceField(
            choices=[("", _("Any day")), *named], required=False, label=_("Day"), error_messages=CHOOSE
        )
        self.order_fields(["day", "way", "language", "wheelchair"])

    def wish(self) -> Wish:
        """As the finder takes it."""
        given = self.cleaned_data
        day = date.fromisoformat(given["day"]) if given["day"] else None
        return Wish(day, given["way"], given["language"], given["wheelchair"])


class GoingForm(forms.Form):
    """At which time, and whether my peer is asked along."""

    starts_at = forms.DateTimeField()
    along = forms.ChoiceField(choices=[("", ""), ("peer", "peer")], required=False)
