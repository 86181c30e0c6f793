"""Being in touch, written down with a thumb: a try in one tap, a conversation in a few."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.fields import MomentField, PlainText
from handrail.pillars.peer_support.actions import Told
from handrail.pillars.peer_support.models import PeerContact
from handrail.pillars.peer_support.models.contacts import NOTE

Outcome, Way = PeerContact.Outcome, PeerContact.Way
CHOOSE = {
    "invalid_choice": _l("Please choose one of the answers shown."),
    "required": _l("Please choose one."),
}
OLD = _l("This form did not arrive whole. Nothing was saved. Load the page again and send it once more.")
MINUTES = [(str(n), _l("%s min") % n) for n in (5, 15, 30, 45, 60, 90, 120)]
#: What was tried, as one tap says it: by which way, and what became of it.
TRIES = {
    "call": (Way.PHONE, Outcome.NO_ANSWER), "message": (Way.PHONE, Outcome.LEFT_MESSAGE),
    "text": (Way.TEXT, Outcome.LEFT_MESSAGE), "visit": (Way.OUT, Outcome.NO_ANSWER),
}  # fmt: skip


class TryForm(forms.Form):
    """A try that reached nobody."""

    key = forms.UUIDField(error_messages={"invalid": OLD, "required": OLD}, widget=forms.HiddenInput)
    tried = forms.ChoiceField(choices=[(name, name) for name in TRIES], error_messages=CHOOSE)

    def told(self) -> Told:
        """As the action takes it."""
        way, outcome = TRIES[self.cleaned_data["tried"]]
        return Told(outcome, way)


def _words(label: Any, hint: Any = "", rows: int = 2) -> PlainText:
    return PlainText(
        max_length=1000,
        required=False,
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ContactForm(forms.Form):
    """A conversation, in plain words. Everything but the way can stay empty."""

    key = forms.UUIDField(error_messages={"invalid": OLD, "required": OLD}, widget=forms.HiddenInput)
    way = forms.ChoiceField(
        choices=Way.choices,
        label=_l("How"),
        widget=forms.RadioSelect,
        initial=Way.PHONE,
        error_messages=CHOOSE,
    )
    minutes = forms.TypedChoiceField(
        choices=[("", "—"), *MINUTES], coerce=int, empty_value=None, required=False, label=_l("How long"),
        initial="15", error_messages=CHOOSE,
    )  # fmt: skip
    did = _words(_l("What we did"), _l("As you would tell a friend. No diagnosis, no scores."))
    own_words = _words(_l("Their own words"), _l("Only what they said, as they said it."))
    started_by = forms.ChoiceField(
        choices=PeerContact.StartedBy.choices, label=_l("Who began it"), widget=forms.RadioSelect,
        initial=PeerContact.StartedBy.PEER, error_messages=CHOOSE,
    )  # fmt: skip
    wanted = _words(_l("What they wanted"))
    strengths = _words(_l("What is strong in them"))
    linked = _words(_l("Where it led"), _l("A meeting, a service, somebody they met."))
    concern = _words(
        _l("Worried about their safety?"),
        _l("Write here what worries you: whoever is on call is called as soon as you save, and reads it."),
    )
    shared = forms.BooleanField(required=False, label=_l("They agreed that their team reads this"))

    #: Under "More": seldom needed.
    SELDOM = ("started_by", "wanted", "strengths", "linked", "at", "next_at")

    def __init__(self, *args: Any, reader: Person, at: datetime, proposed: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["at"] = MomentField(
            reader, required=False, label=_l("When"), initial=_minute(local(reader, at))
        )
        self.fields["next_at"] = MomentField(
            reader, required=False, label=_l("Next time"), initial=_minute(local(reader, proposed))
        )

    def often(self) -> list[forms.BoundField]:
        """What is asked every time."""
        return [field for field in self if field.name not in (*self.SELDOM, "concern", "shared")]

    def seldom(self) -> list[forms.BoundField]:
        """What is asked under More."""
        return [self[name] for name in self.SELDOM]

    def told(self) -> Told:
        """As the action takes it."""
        given = self.cleaned_data
        return Told(
            Outcome.REACHED, given["way"], given["started_by"], given["at"], given["minutes"],
            {name: given[name] for name in NOTE}, given["next_at"], given["shared"],
        )  # fmt: skip


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
