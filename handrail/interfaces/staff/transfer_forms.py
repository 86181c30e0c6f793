"""Emergency care takes over: where to, on which ground, and the facts that the law asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.naming import named
from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField, PlainText
from handrail.pillars.crisis.actions import TransferFacts
from handrail.pillars.crisis.models import Transfer

#: What a crew may need to be told of a record.
PARTS = ("demographics", "medications", "sud_record", "safety_plan")


class FactsForm(forms.Form):
    """The four facts besides who told, who is the reader."""

    personnel = PlainText(max_length=160, required=False, label=_l("Whom of the medical staff you told"))
    affiliation = PlainText(max_length=160, required=False, label=_l("Where they work"))
    nature = PlainText(max_length=1000, required=False, label=_l("What the emergency is"))

    def __init__(self, *args: Any, reader: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["told_at"] = MomentField(reader, required=False, label=_l("When you told them"))

    @property
    def facts(self) -> TransferFacts:
        """What was written of them."""
        told = self.cleaned_data
        return TransferFacts(told["personnel"], told["affiliation"], told["nature"], told["told_at"])


class TransferForm(FactsForm):
    """All of it at once."""

    place = PlainText(max_length=160, label=_l("Where they are taken, and by whom"))
    basis = forms.ChoiceField(
        choices=Transfer.Basis.choices,
        label=_l("On which ground something was said"),
        widget=forms.RadioSelect,
    )
    told = forms.MultipleChoiceField(
        choices=[(one, named([one])[0]) for one in PARTS], required=False, label=_l("What of the record was said"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    said = PlainText(
        max_length=1000, required=False, label=_l("What was said"), widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("place", "basis", "told", "said", "personnel", "affiliation", "nature", "told_at")


class ArrivalForm(forms.Form):
    """They arrived."""

    def __init__(self, *args: Any, reader: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["expected_at"] = MomentField(
            reader, required=False, label=_l("Expected out, if anybody knows")
        )
