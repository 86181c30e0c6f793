"""What a peer says of themself, and what their supervisor writes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.foundation.people.spoken import SPOKEN
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField
from handrail.pillars.peer_support.models import PeerProfile

CHOOSE = _l("Please choose one of the answers shown.")


class ProfileForm(forms.Form):
    """A few words, and what of one's own story is shown to whom."""

    hello = PlainText(
        max_length=280, label=_l("Hello"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Two or three sentences for somebody who is choosing: who you are, what you like to do together."),
    )  # fmt: skip
    lived = PlainText(
        max_length=1000, required=False, label=_l("What I have been through"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Only what you want to share. You can leave this empty, and take it out any time."),
    )  # fmt: skip
    lived_for = forms.ChoiceField(
        label=_l("Who may read that"), choices=PeerProfile.LivedFor.choices, widget=forms.RadioSelect,
        initial=PeerProfile.LivedFor.NOBODY, error_messages={"invalid_choice": CHOOSE, "required": CHOOSE},
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_l("Languages I speak"), choices=list(SPOKEN.items()), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip


class _WithPeer(forms.Form):
    def __init__(self, *args: Any, peers: Sequence[Person], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.peers = {str(one.pk): one for one in peers}
        self.fields["peer"] = forms.ChoiceField(
            label=_l("Peer"), choices=[(key, one.preferred_name) for key, one in self.peers.items()],
            error_messages={"invalid_choice": CHOOSE, "required": CHOOSE},
        )  # fmt: skip
        self.today = today

    def peer(self) -> Person:
        """Whom it is about."""
        return self.peers[self.cleaned_data["peer"]]


class CertificateForm(_WithPeer):
    """A certificate, or its renewal."""

    title = PlainText(max_length=120, label=_l("Certificate"), initial=_l("Certified peer specialist"))
    issuer = PlainText(max_length=120, label=_l("Issued by"))
    number = PlainText(max_length=64, required=False, label=_l("Number"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["expires_on"] = DayField(self.today, label=_l("Holds until"))
        self.order_fields(["peer", "title", "issuer", "number", "expires_on"])


class SupervisionForm(_WithPeer):
    """Time spent in supervision."""

    minutes = forms.IntegerField(min_value=1, max_value=480, label=_l("Minutes"), initial=60)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["held_on"] = forms.DateField(
            label=_l("Day"), initial=self.today, input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _l("We need a day like 2026-11-30.")},
        )  # fmt: skip
        self.order_fields(["peer", "held_on", "minutes"])


class LimitForm(forms.Form):
    """With how many people a peer walks at most."""

    people = forms.IntegerField(min_value=1, max_value=200, label=_l("People for each peer, at most"))
