"""What somebody takes and whether it is picked up: the same few forms on the person's page and on their team's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Medicine, MissedDose, PickUp

DAY = timedelta(days=1)


def _day(label: Any, **more: Any) -> forms.DateField:
    said = {"invalid": _("We need a day like 2026-11-30."), "required": _("Please choose a day.")}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=said, **more
    )


class MedicineForm(forms.Form):
    """Something new, by the name they use."""

    name = PlainText(max_length=120, label=_("What it is called"))


class PickUpForm(forms.Form):
    """On which day it is picked up."""

    on = _day(_("Pick up on"))


class PrescriptionForm(forms.Form):
    """When the next prescription is due."""

    on = _day(_("Next prescription on (optional)"), required=False)


class DoseForm(forms.Form):
    """A day without it."""

    day = _day(_("Which day"))
    why = forms.ChoiceField(choices=MissedDose.Why.choices, required=False, label=_("Why (optional)"))


class NothingForm(forms.Form):
    """A button says it all."""


FORMS: Mapping[str, type[forms.Form]] = {
    "pick_up": PickUpForm, "prescription": PrescriptionForm, "dose": DoseForm,
    "picked_up": NothingForm, "not_yet": NothingForm, "end": NothingForm,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent about which medicine (None: a new one), and its form."""

    do: str
    medicine: Medicine | None
    form: forms.Form


@dataclass(frozen=True, slots=True)
class Line:
    """One medicine: its newest pick-up, days without it lately, and the forms, filled as they were sent."""

    medicine: Medicine
    pick_up: PickUp | None
    late: bool
    missed: list[MissedDose]
    forms: dict[str, forms.Form]


def read(data: Any, person: Person, act: Act) -> Sent | None:
    """What was sent; None for what no page of ours sends."""
    do = data.get("do", "")
    if do == "new":
        return Sent(do, None, MedicineForm(data, auto_id="new-%s"))
    key = data.get("medicine", "")
    known = key.isascii() and key.isdecimal() and len(key) < 19 and do in FORMS
    medicine = Medicine.objects.visible_to(act).of(person).filter(pk=int(key)).first() if known else None
    return Sent(do, medicine, FORMS[do](data, auto_id=f"{do}-{key}-%s")) if medicine else None


def done(sent: Sent, person: Person, act: Act) -> bool:
    """Do what was sent; what cannot be done is said in its form."""
    if not sent.form.is_valid():
        return False
    given, one = sent.form.cleaned_data, sent.medicine
    try:
        if one is None:
            cases.note_medicine(person, name=given["name"], act=act)
        else:
            ways: dict[str, Callable[[], object]] = {
                "pick_up": lambda: cases.expect_pick_up(one, on=given["on"], act=act),
                "prescription": lambda: cases.date_prescription(one, on=given["on"], act=act),
                "dose": lambda: cases.tell_missed_dose(one, day=given["day"], why=given["why"], act=act),
                "picked_up": lambda: cases.tell_pick_up(one, picked_up=True, act=act),
                "not_yet": lambda: cases.tell_pick_up(one, picked_up=False, act=act),
                "end": lambda: cases.end_medicine(one, act=act),
            }
            ways[sent.do]()
    except cases.NotTaken as refused:
        sent.form.add_error(NON_FIELD_ERRORS, str(refused))
        return False
    return True


def lines(person: Person, act: Act, sent: Sent | None = None) -> list[Line]:
    """Everything they take, as far as this reader may know."""
    today = local(person, act.at).date()
    taken = Medicine.objects.visible_to(act).of(person).taken()
    return [_line(one, today, sent) for one in taken]


def _line(one: Medicine, today: date, sent: Sent | None) -> Line:
    pick_up = PickUp.objects.filter(medicine=one).order_by("-pk").first()
    late = pick_up is not None and pick_up.status == PickUp.Status.EXPECTED and pick_up.expected_on < today
    missed = MissedDose.objects.filter(medicine=one, day__gte=today - cases.DOSES_TOLD_BACK).order_by("-day")
    first: dict[str, dict[str, Any]] = {
        "pick_up": {"on": today + DAY},
        "prescription": {"on": one.prescription_on},
        "dose": {"day": today},
    }
    found = {do: FORMS[do](initial=first[do], auto_id=f"{do}-{one.pk}-%s") for do in first}
    if sent is not None and sent.medicine == one:
        found[sent.do] = sent.form
    return Line(one, pick_up, late, list(missed), found)


def refused(sent: Sent | None) -> list[str]:
    """Why what was sent could not be done."""
    return [str(words) for words in sent.form.non_field_errors()] if sent else []
