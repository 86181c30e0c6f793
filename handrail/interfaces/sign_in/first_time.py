"""Here for the first time: an address, the code that somebody handed over, and a password of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.doorkeeper import must_show_two, open_page
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in.forms import AddressForm
from handrail.interfaces.sign_in.going_in import act_of, as_them, go_on
from handrail.interfaces.sign_in.passwords import new_password_field, rules, see_that_it_will_do
from handrail.interfaces.sign_in.trying import forgive, may_try


class FirstTimeForm(AddressForm):
    """What one was given, and what one chooses. The password is looked at only once the code is right."""

    code = forms.CharField(
        label=gettext_lazy("The code you were given"), max_length=40,
        help_text=gettext_lazy("Three groups of letters and digits. It works once, for three days."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    new = new_password_field()
    field_order = ("login", "code", "new", "own")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["new"].help_text = rules()


@open_page
def first_time(request: HttpRequest) -> HttpResponse:
    """An address that nobody has and a code that does not fit are answered the same."""
    form = FirstTimeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    address = form.cleaned_data["login"]
    if not may_try(request, address, None):
        return too_many(request)
    account = _opened(request, form, address)
    if account is None:
        return _page(request, form)
    forgive(request, address)
    return go_on(request, account, "password", own=form.cleaned_data["own"], there="")


def _opened(request: HttpRequest, form: FirstTimeForm, address: str) -> Account | None:
    given, act = form.cleaned_data, act_of(request)

    def allowed(password: str, account: Account) -> None:
        see_that_it_will_do(password, account, two_steps=must_show_two(as_them(account, act)))

    try:
        account = accounts.use_first_code(address, given["code"], given["new"], allowed=allowed, act=act)
    except ValidationError as wrong:
        form.add_error("new", wrong)
        return None
    if account is None:
        accounts.refuse_sign_in(None, why="code", act=act)
        form.add_error(
            "code",
            _("That address and code do not open anything. The code may be too old: ask for another one."),
        )
    return account


def _page(request: HttpRequest, form: FirstTimeForm) -> HttpResponse:
    return render(request, "account/first_time.html", {"form": form}, status=422 if form.errors else 200)
