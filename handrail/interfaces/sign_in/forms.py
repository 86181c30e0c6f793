"""What is typed to sign in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.numbers import NotReachable, kept
from handrail.interfaces.fields import PlainText

PASSWORD = {"autocomplete": "current-password"}
CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code from an app, from paper, or from a message."""

    code = forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=CODE))


class AgainForm(forms.Form):
    """One of the ways to show again who one is: a password, or a code. `given` names which."""

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs=PASSWORD),
    )
    code = forms.CharField(label=_("Code"), max_length=40, required=False, widget=forms.TextInput(attrs=CODE))

    @property
    def given(self) -> str:
        return "code" if "code" in self.data else "password"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get(self.given) and not self.errors:
            self.add_error(self.given, _("Nothing was typed. What you sent is still here."))
        return given


class AddressForm(forms.Form):
    """Where a code is sent."""

    login = forms.EmailField(
        label=_("Email address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    own = forms.BooleanField(label=_("This is my own device"), required=False)


class NumberForm(forms.Form):
    """Where a code is texted: cleaned, it is +15550111."""

    number = PlainText(
        label=_("Phone number"),
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    own = forms.BooleanField(label=_("This is my own device"), required=False)

    def clean_number(self) -> str:
        try:
            return kept("sms", self.cleaned_data["number"])
        except NotReachable:
            raise forms.ValidationError(_("We need a phone number with 10 digits.")) from None


class FirstForm(AddressForm):
    """An address and a password."""

    password = forms.CharField(
        label=_("Password"), max_length=128, strip=False, widget=forms.PasswordInput(attrs=PASSWORD)
    )
    field_order = ("login", "password", "own")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser offers its passkeys in this field.
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
