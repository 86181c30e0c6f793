"""Allergies and intolerances: the same few forms on the person's page and on their team's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Allergy, Person, active_allergies
from handrail.foundation.people.models.allergies import Source
from handrail.interfaces.fields import PlainText
from handrail.interfaces.medicine_forms import NothingForm
from handrail.interfaces.need_words import said_by

NOT_ONE = {
    "invalid_choice": _("Please pick one of the answers shown."),
    "required": _("Please pick one of the answers shown."),
}


class SaysSoForm(forms.Form):
    """Who says so. The person themself is not asked."""

    says_so = forms.ChoiceField(choices=Source.choices, label=_("Who says so"), error_messages=NOT_ONE)

    def __init__(self, *args: Any, own: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if own:
            del self.fields["says_so"]

    def said_by(self) -> Source:
        return Source(self.cleaned_data.get("says_so", Source.SELF))


class NoneForm(SaysSoForm):
    """None is known."""


class AllergyForm(SaysSoForm):
    """One of them."""

    substance = PlainText(
        max_length=120, label=_("What it is"), help_text=_("A medicine, a food, latex, a bee sting.")
    )
    reaction = PlainText(
        max_length=400, required=False, label=_("What happens then"), widget=forms.Textarea(attrs={"rows": 2})
    )
    criticality = forms.ChoiceField(
        choices=Allergy.Criticality.choices, initial=Allergy.Criticality.UNABLE,
        label=_("How bad it can get"), error_messages=NOT_ONE,
    )  # fmt: skip
    field_order = ("substance", "reaction", "criticality", "says_so")

    def told(self) -> consent.Told:
        given = self.cleaned_data
        criticality = Allergy.Criticality(given["criticality"])
        return consent.Told(given["substance"], given["reaction"], criticality, self.said_by())


#: What ends one: the word that is sent, and the state it comes to.
ENDS = {"refuted": Allergy.Status.REFUTED, "mistake": Allergy.Status.MISTAKE}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent about which of them (None: a new one, or none at all), and its form."""

    do: str
    allergy: Allergy | None
    form: forms.Form


@dataclass(frozen=True, slots=True)
class Line:
    """One that holds, who says so, and its form, where the reader may change it."""

    allergy: Allergy
    said_by: str
    form: forms.Form | None


def read(data: Any, person: Person, act: Act) -> Sent | None:
    """What was sent; None for what no page of ours sends."""
    do, own = data.get("do", ""), act.actor == person
    if do == "new":
        return Sent(do, None, AllergyForm(data, own=own, auto_id="new-%s"))
    if do == "none":
        return Sent(do, None, NoneForm(data, own=own, auto_id="none-%s"))
    key = data.get("allergy", "")
    known = key.isascii() and key.isdecimal() and len(key) < 19 and do in {"change", *ENDS}
    one = Allergy.objects.filter(person=person, pk=int(key)).first() if known else None
    if one is None or not consent.may_change_allergy(act, one):
        return None
    form = AllergyForm(data, own=own, auto_id=f"a{key}-%s") if do == "change" else NothingForm(data)
    return Sent(do, one, form)


def done(sent: Sent, person: Person, act: Act) -> bool:
    """Do what was sent; what cannot be done is said in its form."""
    if not sent.form.is_valid():
        return False
    try:
        _do(sent, person, act)
    except consent.AllergyStands as refused:
        sent.form.add_error(NON_FIELD_ERRORS, str(refused))
        return False
    return True


def _do(sent: Sent, person: Person, act: Act) -> None:
    if isinstance(sent.form, NoneForm):
        consent.tell_none_known(person, says_so=sent.form.said_by(), act=act)
    elif not isinstance(sent.form, AllergyForm):
        assert sent.allergy is not None
        consent.end_allergy(sent.allergy, status=ENDS[sent.do], act=act)
    elif sent.allergy is None:
        consent.note_allergy(person, sent.form.told(), act=act)
    else:
        consent.change_allergy(sent.allergy, sent.form.told(), act=act)


def lines(person: Person, act: Act, sent: Sent | None = None) -> list[Line]:
    """Those that hold. The caller has asked whether the reader may read them."""
    return [_line(one, act, sent) for one in active_allergies(person)]


def _line(one: Allergy, act: Act, sent: Sent | None) -> Line:
    form: forms.Form | None = None
    if consent.may_change_allergy(act, one):
        begun = {name: getattr(one, name) for name in ("substance", "reaction", "criticality", "says_so")}
        form = AllergyForm(initial=begun, own=act.actor == one.person, auto_id=f"a{one.pk}-%s")
        if sent is not None and sent.do == "change" and sent.allergy == one:
            form = sent.form
    return Line(one, said_by(one, own=act.actor == one.person), form)


def empty_forms(own: bool, sent: Sent | None = None) -> dict[str, forms.Form]:
    """The forms for a new one and for none, filled as they were sent."""
    found: dict[str, forms.Form] = {
        "new": AllergyForm(own=own, auto_id="new-%s"), "none": NoneForm(own=own, auto_id="none-%s"),
    }  # fmt: skip
    if sent is not None and sent.allergy is None:
        found[sent.do] = sent.form
    return found


def refused(sent: Sent | None) -> list[str]:
    """Why what was sent could not be done."""
    return [str(words) for words in sent.form.non_field_errors()] if sent else []
