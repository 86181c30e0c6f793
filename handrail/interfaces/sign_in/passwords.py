"""A password that somebody chooses: its field, and whether it will do."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.accounts.models import Account
from handrail.interfaces.fields import PlainText


def new_password_field() -> PlainText:
    return PlainText(
        label=gettext_lazy("The new password"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )  # fmt: skip


def rules() -> str:
    """What a password must be, in words."""
    return " ".join(password_validators_help_texts())


def see_that_it_will_do(password: str, account: Account) -> None:
    """Raises ValidationError with what to do."""
    validate_password(password, account)
    if password.casefold() == account.email.casefold():
        raise ValidationError(_("Please choose something other than your address."))
