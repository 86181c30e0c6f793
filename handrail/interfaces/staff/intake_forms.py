"""What is written down when somebody begins, and who is to care for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.numbers import NotReachable, kept
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme, Role
from handrail.foundation.teams.queries import organisation_day
from handrail.foundation.welcome.actions import Taken
from handrail.foundation.welcome.policy import CARE, intake_programmes
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.worker_forms import CHOOSE


class IntakeForm(forms.Form):
    """Only what the first day needs; everything else is asked later, with them."""

    name = PlainText(max_length=80, label=_l("The name they go by"))
    pronouns = PlainText(max_length=40, required=False, label=_l("Pronouns"))
    language = forms.ChoiceField(label=_l("Language they want to read"), choices=settings.LANGUAGES)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_l("Program"), empty_label=None, error_messages=CHOOSE
    )
    phone = PlainText(max_length=40, required=False, label=_l("Phone"))
    safety = forms.ChoiceField(
        label=_l("Is it safe to call there?"),
        choices=ContactPoint.Safety.choices,
        initial=ContactPoint.Safety.UNKNOWN,
    )
    voicemail = forms.ChoiceField(
        label=_l("Voicemail"), choices=ContactPoint.Voicemail.choices, initial=ContactPoint.Voicemail.UNKNOWN
    )
    words_to_say = PlainText(
        max_length=160, required=False, label=_l("What to say when somebody else answers")
    )
    email = forms.EmailField(
        required=False, max_length=254, label=_l("Email address they want to sign in with"),
        help_text=_l("Leave it empty if they do not want to sign in. Only they should read mail there."),
        error_messages={"invalid": _l("We need an email address.")},
    )  # fmt: skip
    another = forms.BooleanField(required=False, label=_l("This is somebody else"))

    def __init__(self, *args: Any, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        self.act = act
        programmes = Programme.objects.filter(pk__in=intake_programmes(act)).order_by("name")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            return kept("phone", typed)
        except NotReachable as wrong:
            raise forms.ValidationError(
                _("This does not look like a phone number. It stays as you typed it; look it over.")
            ) from wrong

    def taken(self) -> Taken:
        """What is kept. Call it only on a form that is valid."""
        given = self.cleaned_data
        ways = []
        if given["phone"]:
            asked = given["safety"] != ContactPoint.Safety.UNKNOWN
            ways = [
                ContactPoint(
                    system=ContactPoint.System.PHONE, value=given["phone"], safety=given["safety"],
                    voicemail=given["voicemail"], words_to_say=given["words_to_say"],
                    asked_on=organisation_day(self.act.at) if asked else None,
                )
            ]  # fmt: skip
        return Taken(given["name"], given["pronouns"], given["language"], given["email"], ways)


class CareForm(forms.Form):
    """A worker of one of the person's programs, in a role they hold there."""

    def __init__(self, *args: Any, person: Person, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["member"] = _Members(
            _who_could(person, act), label=_l("Who, and as what"), empty_label=None, error_messages=CHOOSE
        )


class _Members(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, held: Membership) -> str:
        return f"{held.person.preferred_name}, {Role(held.role).label}"


def _who_could(person: Person, act: Act) -> Any:
    """Those who hold a role of care in a program of theirs and do not care for them already."""
    programmes = Enrolment.objects.at(act.at).filter(person=person).values("programme")
    caring = CareRelationship.objects.at(act.at).filter(person=person).values("worker")
    held = Membership.objects.at(act.at).filter(role__in=CARE, programme__in=programmes)
    held = held.exclude(person__in=caring).exclude(person=person)
    return held.select_related("person").order_by("person__preferred_name", "role", "pk")
