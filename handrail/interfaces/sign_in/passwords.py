"""A password that somebody chooses: its field, and whether it will do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.accounts.models import Account
from handrail.interfaces.fields import PlainText

#: How many characters: where it may be all that is asked, and where a second step is asked at every door
#: (NIST SP 800-63B-4; ASVS 5.0, 6.2). One that was chosen before stays good until it is changed.
ALONE, BESIDE = 15, 8


def new_password_field() -> PlainText:
    return PlainText(
        label=gettext_lazy("The new password"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )  # fmt: skip


def rules(*, two_steps: bool = False) -> str:
    """What a password must be, in words."""
    return " ".join(password_validators_help_texts(_validators(two_steps)))


def see_that_it_will_do(password: str, account: Account, *, two_steps: bool) -> None:
    """Raises ValidationError with what to do. `two_steps` tells that this account is never opened by it alone."""
    validate_password(password, account, _validators(two_steps))
    if password.casefold() == account.email.casefold():
        raise ValidationError(_("Please choose something other than your address."))


def _validators(two_steps: bool) -> list[Any]:
    return [MinimumLengthValidator(BESIDE if two_steps else ALONE), *get_default_password_validators()]
