"""Where somebody may be found and through whom, on their own page and on the worker's: the same form, the same actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.numbers import NotReachable, kept
from handrail.foundation.people.models import ContactPoint, Person
from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Lead

CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of the answers shown.")}
SAFETY = (
    (ContactPoint.Safety.SAFE, _("Yes, that is fine")),
    (ContactPoint.Safety.UNKNOWN, _("Not asked yet")),
    (ContactPoint.Safety.UNSAFE, _("No, please do not")),
)


class LeadForm(forms.Form):
    """A place or somebody, and what may be done and said there."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Lead.Kind.choices, initial=Lead.Kind.PERSON, error_messages=CHOOSE
    )
    words = PlainText(
        max_length=300, label=_("Who or where"), help_text=_("A name, a corner, a time of day. Whatever helps to find it."),
        error_messages={"required": _("Say who or where.")},
    )  # fmt: skip
    phone = PlainText(max_length=32, required=False, label=_("Phone (optional)"))
    safety = forms.ChoiceField(
        label=_("May we go or call there?"), choices=SAFETY, initial=ContactPoint.Safety.UNKNOWN, error_messages=CHOOSE
    )  # fmt: skip
    may_say = forms.ChoiceField(
        label=_("What may we say there?"), choices=Lead.MaySay.choices, initial=Lead.MaySay.NOTHING, error_messages=CHOOSE
    )  # fmt: skip
    words_to_say = PlainText(max_length=160, required=False, label=_("In which words (optional)"))
    earliest = forms.TimeField(
        required=False, label=_("Not before"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    latest = forms.TimeField(
        required=False, label=_("Not after"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("phone"):
            try:
                data["phone"] = kept(ContactPoint.System.PHONE, data["phone"])
            except NotReachable:
                self.add_error("phone", _("We need a phone number with 10 digits, or nothing here."))
        us, safe = data.get("may_say") == Lead.MaySay.US, data.get("safety") == ContactPoint.Safety.SAFE
        if us and "safety" in data and not safe:
            self.add_error("may_say", _("Who we are is said only where it is fine that we go or call."))
        return data

    def known(self) -> cases.Known:
        """Call it only on a form that is valid."""
        given = self.cleaned_data
        return cases.Known(
            Lead.Kind(given["kind"]), given["words"], given["phone"], ContactPoint.Safety(given["safety"]),
            Lead.MaySay(given["may_say"]), given["words_to_say"], given["earliest"], given["latest"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leads:
    """What is known, and a form for more, as it was sent if it did not hold."""

    known: list[Lead]
    form: LeadForm


def leads_page(person: Person, sent: LeadForm | None = None) -> Leads:
    """What holds now, the newest first."""
    return Leads(list(Lead.objects.known(person)), sent or LeadForm(auto_id="lead-%s"))


def take_lead(person: Person, given: Mapping[str, Any], act: Act) -> LeadForm | None:
    """Do what was sent: write something down, or take it away. What cannot be kept comes back as it was typed.

    Raises Lead.DoesNotExist for one that is not theirs.
    """
    if given.get("do") == "lead_end":
        number = str(given.get("lead", ""))
        known = number.isascii() and number.isdecimal() and len(number) < 19
        cases.end_lead(Lead.objects.get(person=person, pk=int(number) if known else 0), act=act)
        return None
    form = LeadForm(given, auto_id="lead-%s")
    if not form.is_valid():
        return form
    try:
        cases.note_lead(person, form.known(), act=act)
    except cases.TooManyLeads as full:
        form.add_error(NON_FIELD_ERRORS, str(full))
        return form
    return None
