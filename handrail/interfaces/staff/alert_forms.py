"""What whoever has an alert writes, and how it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.practices.shelf import skills
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.fields import MomentField, PlainText
from handrail.interfaces.staff.queries.beside_follow_up import CONTACTS
from handrail.pillars.crisis.actions import LookBack
from handrail.pillars.crisis.models import Alert, FollowUp, Helped, SetOff

MINUTES = [("15", _l("15 minutes")), ("30", _l("half an hour")), ("60", _l("an hour")), ("120", _l("2 hours")),
           ("240", _l("4 hours")), ("720", _l("12 hours"))]  # fmt: skip


class NextStepForm(forms.Form):
    """What happens next, and by when."""

    words = PlainText(max_length=400, label=_l("What happens next"), widget=forms.Textarea(attrs={"rows": 2}))
    minutes = forms.ChoiceField(
        choices=MINUTES, label=_l("Within"), initial="30", help_text=_l("Past that, people are called again.")
    )

    def by(self, now: datetime) -> datetime:
        """When it is due."""
        return now + timedelta(minutes=int(self.cleaned_data["minutes"]))


class NoteForm(forms.Form):
    """A line for the running log."""

    words = PlainText(
        max_length=4000, label=_l("Add to the log"), widget=forms.Textarea(attrs={"rows": 3, "data-send-keys": ""}),
        error_messages={"required": _l("There was nothing to add.")},
    )  # fmt: skip


class AgainForm(forms.Form):
    """Who speaks with the person again, and when."""

    def __init__(
        self, *args: Any, reader: Person, at: datetime, owners: Sequence[Person], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.owners = {str(one.pk): one for one in owners}
        names = [(key, one.preferred_name) for key, one in self.owners.items()]
        self.fields["owner"] = forms.ChoiceField(
            choices=[("", "—"), *names], required=False, label=_l("Who speaks with them again")
        )
        tomorrow = (local(reader, at) + timedelta(hours=20)).replace(second=0, microsecond=0)
        self.fields["follow_up_at"] = MomentField(
            reader, required=False, label=_l("When (within two days)"), initial=tomorrow
        )

    def owner(self) -> Person | None:
        """Whoever was chosen."""
        return self.owners.get(self.cleaned_data.get("owner", ""))


class ClosingForm(AgainForm):
    """How it ended."""

    outcome = forms.ChoiceField(
        choices=Alert.Outcome.choices, label=_l("How it ended"), widget=forms.RadioSelect
    )
    words = PlainText(
        max_length=2000, required=False, label=_l("What was agreed"), widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("outcome", "words", "owner", "follow_up_at")


Ended = FollowUp.Outcome
#: How a contact with the person can go; what is done about them is done, or they would rather not. Whether they arrived
#: and came back is said in the console; that they did not is said here.
CONTACT_ENDS = (Ended.REACHED, Ended.TRIED, Ended.UNREACHED, Ended.DECLINED)
CARE_ENDS = {FollowUp.Kind.ARRIVAL: (Ended.OTHERWISE,), FollowUp.Kind.DISCHARGE: (Ended.OTHERWISE,)}


def ends_of(kind: str) -> tuple[FollowUp.Outcome, ...]:
    """How a follow-up of this kind may end, as whoever owns it says."""
    if kind in CONTACTS:
        return CONTACT_ENDS
    return CARE_ENDS.get(FollowUp.Kind(kind), (Ended.DONE, Ended.DECLINED))


class FollowUpForm(forms.Form):
    """How it went."""

    words = PlainText(
        max_length=1000, required=False, label=_l("In a few words"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, reader: Person, at: datetime, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        ends = ends_of(kind)
        self.fields["outcome"] = forms.ChoiceField(
            choices=[(one.value, one.label) for one in ends],
            label=_l("How it went"),
            widget=forms.RadioSelect,
        )
        if kind in CONTACTS:
            later = (local(reader, at) + timedelta(hours=4)).replace(second=0, microsecond=0)
            self.fields["again_at"] = MomentField(
                reader, required=False, label=_l("If not reached: try again at"), initial=later
            )
        self.order_fields(["outcome", "words", "again_at"])


class HandOverForm(forms.Form):
    """Who does it instead."""

    all_of_it = forms.BooleanField(
        required=False, label=_l("And all else that is still to be done after this crisis")
    )

    def __init__(self, *args: Any, owners: Sequence[Person], more_due: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.owners = {str(one.pk): one for one in owners}
        names = [(key, one.preferred_name) for key, one in self.owners.items()]
        self.fields["to"] = forms.ChoiceField(
            choices=[("", "—"), *names], label=_l("Who does it instead"),
            error_messages={"required": _l("Choose who does it instead.")},
        )  # fmt: skip
        if not more_due:
            del self.fields["all_of_it"]
        self.order_fields(["to", "all_of_it"])

    @property
    def to(self) -> Person:
        return self.owners[self.cleaned_data["to"]]


class LookBackForm(forms.Form):
    """The kind look back with the person and the team."""

    set_off = forms.ChoiceField(
        choices=[("", "–"), *SetOff.choices], required=False, label=_l("What set it off")
    )
    most = forms.ChoiceField(
        choices=[("", "–"), *Helped.choices], required=False, label=_l("What helped most")
    )
    helped = PlainText(max_length=300, required=False, label=_l("What helped, in a few words"))
    missing = PlainText(max_length=300, required=False, label=_l("What was missing, in skills or in us"))
    skill = forms.ChoiceField(
        required=False, label=_l("A practice that would have helped"),
        help_text=_l("It goes onto their list of practices, if they want it. They can take it off any time."),
    )  # fmt: skip
    change = PlainText(
        max_length=160, required=False, label=_l("What we change: a step of the plan, yours to do")
    )

    def __init__(self, *args: Any, not_now: frozenset[str] = frozenset(), **more: Any) -> None:
        super().__init__(*args, **more)
        fits = [(one.id, one.title) for one in skills(not_now)]
        self.fields["skill"].choices = [("", "–"), *fits]  # type: ignore[attr-defined]

    @property
    def told(self) -> LookBack:
        return LookBack(**self.cleaned_data)


class CallerForm(forms.Form):
    """Somebody asks for help on the phone or at the door; a name is not needed."""

    callback = PlainText(max_length=64, required=False, label=_l("Number to call back"))
    words = PlainText(
        max_length=2000, required=False, label=_l("What they said, and where they are"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
