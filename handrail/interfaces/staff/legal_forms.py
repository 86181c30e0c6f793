"""What comes from courts, lawyers and authorities, and the order that lets something go."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.kinds import PARTS
from handrail.foundation.consent.naming import named
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import LegalRequest
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.breach_forms import PastDay
from handrail.interfaces.staff.contact_forms import OLD
from handrail.interfaces.staff.forms import DayField
from handrail.interfaces.staff.office_forms import CHOOSE, WRONG, WhomForm

SURE = {"required": _l("Without this nothing may go.")}


class OpenLegalForm(forms.Form):
    """Who asks what, and by when."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": OLD, "required": OLD}
    )
    kind = forms.ChoiceField(label=_l("What it is"), choices=LegalRequest.Kind.choices, error_messages=WRONG)
    from_whom = PlainText(max_length=240, label=_l("From whom, and how to answer them"))
    asks = PlainText(
        max_length=4000, label=_l("What they ask, about whom"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Also when nobody of that name is here. Only privacy officers read this."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["came_on"] = PastDay(today, label=_l("Came on"), initial=today)
        self.fields["answer_by"] = DayField(today, required=False, label=_l("They want an answer by"))

    def keep(self, act: Act) -> LegalRequest:
        """Call it only on a form that is valid."""
        given = self.cleaned_data
        asked = rights.Asked(
            LegalRequest.Kind(given["kind"]), given["from_whom"], given["asks"], given["came_on"], given["answer_by"]
        )  # fmt: skip
        return rights.open_legal_request(asked, key=given["key"], act=act)


class OrderForm(WhomForm):
    """Whose record the order is about, and what it lets go. Notes kept apart are never among it."""

    court = PlainText(max_length=200, label=_l("Court"))
    order = PlainText(
        max_length=1000, label=_l("Number of the order, and why the court found that it is needed"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    judged = forms.BooleanField(
        label=_l("A judge signed it under 42 CFR 2.64 or 2.65, and those it touches were heard or could be"),
        error_messages=SURE,
    )
    compelled = forms.BooleanField(
        label=_l("A subpoena, or something as strong, came with it (42 CFR 2.61)"), error_messages=SURE
    )

    def __init__(self, *args: Any, act: Act, today: date, **more: Any) -> None:
        super().__init__(*args, act=act, **more)
        self.fields["signed_on"] = PastDay(today, label=_l("Signed on"))
        self.fields["resources"] = forms.MultipleChoiceField(
            label=_l("What it lets go, and nothing else"), choices=list(zip(PARTS, named(PARTS), strict=True)),
            widget=forms.CheckboxSelectMultiple, error_messages={"required": _l("Tick what the order names."), "invalid_choice": CHOOSE},
        )  # fmt: skip

    def keep(self, asked: LegalRequest) -> None:
        """Call it only on a form that is valid."""
        given = self.cleaned_data
        assert self.person is not None
        order = rights.Order(
            self.person, given["court"], given["order"], given["signed_on"], given["resources"]
        )
        try:
            rights.check_order(asked, order, act=self.act)
        except rights.NotNow:
            self.add_error(None, _("Somebody was first. Nothing was changed; load the page again."))
