"""Another password for oneself: by the one before, or by any other way this sign-in has."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.asking_again import ask_again
from handrail.interfaces.doorkeeper import member_page, must_show_two
from handrail.interfaces.sessions import session_row
from handrail.interfaces.sign_in.again import account_of
from handrail.interfaces.sign_in.going_in import act_of
from handrail.interfaces.sign_in.passwords import new_password_field, rules, see_that_it_will_do
from handrail.interfaces.sign_in.trying import forgive, may_try


class NewPasswordForm(forms.Form):
    """The one before, if they have it at hand, and the new one."""

    old = forms.CharField(
        label=gettext_lazy("The password I have now"), max_length=128, strip=False, required=False,
        help_text=gettext_lazy("Leave it empty if you do not know it: then we ask you another way."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = new_password_field()

    def __init__(self, *args: object, account: Account, two_steps: bool) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.account, self.two_steps = account, two_steps
        self.fields["new"].help_text = rules(two_steps=two_steps)
        if not account.has_usable_password():
            del self.fields["old"]

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        see_that_it_will_do(new, self.account, two_steps=self.two_steps)
        return new


@member_page()
def new_password(request: HttpRequest) -> HttpResponse:
    """Wherever else it is open is signed out."""
    account = account_of(request)
    two_steps = must_show_two(request.act)  # type: ignore[attr-defined]
    form = NewPasswordForm(request.POST or None, account=account, two_steps=two_steps)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    old = form.cleaned_data.get("old", "")
    if not old and (asked := ask_again(request)) is not None:
        return asked
    if old and not may_try(request, account.email, account):
        return _page(request, form, too_many=True)
    if old and not account.check_password(old):
        accounts.refuse_sign_in(account, why="password", act=act_of(request))
        form.add_error("old", _("That did not match. Nothing was changed."))
        return _page(request, form)
    return _chosen(request, account, form.cleaned_data["new"])


def _chosen(request: HttpRequest, account: Account, new: str) -> HttpResponse:
    here = session_row(request)
    assert here is not None
    accounts.choose_password(account, new, here=here, act=act_of(request))
    forgive(request, account.email)
    return redirect(f"{reverse('sign_in_places')}?told=password")


def _page(request: HttpRequest, form: NewPasswordForm, *, too_many: bool = False) -> HttpResponse:
    status = 429 if too_many else 422 if form.errors else 200
    return render(request, "account/new_password.html", {"form": form, "too_many": too_many}, status=status)
