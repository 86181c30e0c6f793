"""What the privacy officer writes about partners."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.interfaces.fields import PlainText


class PartnerForm(forms.Form):
    """An organisation."""

    name = PlainText(max_length=240, label=_l("Name of the organization"))


class MemberForm(forms.Form):
    """One of its people."""

    name = PlainText(max_length=80, label=_l("Name"))
    email = forms.EmailField(
        max_length=254, label=_l("Their own email address at work"),
        error_messages={"required": _l("Please write an email address."), "invalid": _l("We need an email address.")},
    )  # fmt: skip
