"""What somebody of a partner says: about one person who waits, and about their own room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField, PlainText
from handrail.pillars.case_management.models import Referral, Service

ANSWERS = ("accept", "waiting", "decline", "note", "visit", "visited")
REASONS = [
    (one.value, one.label) for one in Referral.Outcome if one in Referral.ENDS_WITH[Referral.Status.DECLINED]
]
MOST_PLACES = 9999


class AnswerForm(forms.Form):
    """One answer, with what it needs."""

    answer = forms.ChoiceField(choices=[(one, one) for one in ANSWERS], widget=forms.HiddenInput)
    reason = forms.ChoiceField(choices=REASONS, required=False, label=_l("Why"))
    words = PlainText(max_length=300, required=False, label=_l("In a few words"))

    def __init__(self, *given: Any, reader: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["visit_at"] = MomentField(
            reader,
            required=False,
            label=_l("When"),
            error_messages={"invalid": _l("We need a day and a time.")},
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        said = given.get("answer")
        if said == "decline" and not given.get("reason"):
            self.add_error("reason", _("Choose why. Nothing was sent."))
        if said == "note" and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Please write a few words here."))
        if said == "visit" and not given.get("visit_at") and "visit_at" not in self.errors:
            self.add_error("visit_at", _("We need a day and a time."))
        return given


class RoomForm(forms.Form):
    """Whether a service of theirs has room, and how many places if they count them."""

    room = forms.ChoiceField(choices=Service.Room.choices, label=_l("Room"))
    places = forms.IntegerField(
        min_value=0, max_value=MOST_PLACES, required=False, label=_l("Free places, if you count them")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("room") == Service.Room.ROOM and given.get("places") == 0:
            self.add_error("places", _("No free place means that it is full. Choose one of them."))
        return given
