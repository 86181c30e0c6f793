"""The first step: an address and a password."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.doorkeeper import open_page, signed_in
from handrail.interfaces.problems import too_many
from handrail.interfaces.sessions import leave_session
from handrail.interfaces.sign_in.forms import FirstForm
from handrail.interfaces.sign_in.going_in import act_of, go_on, wanted
from handrail.interfaces.sign_in.trying import forgive, may_try


@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """The same answer, after the same work, for an address that is nobody's and for a wrong password."""
    form = FirstForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return page(request, form)
    address = form.cleaned_data["login"]
    account = Account.objects.filter(email__iexact=address).first()
    if not may_try(request, address, account):
        return too_many(request)
    if not _is_right(account, form.cleaned_data["password"]) or account is None:
        accounts.refuse_sign_in(account, why="password", act=act_of(request))
        form.add_error(None, _("The address or the password is not right. Nothing was changed."))
        return page(request, form)
    forgive(request, address)
    if not account.is_active:
        return redirect("account_inactive")
    return go_on(request, account, "password", own=form.cleaned_data["own"], there=wanted(request))


def _is_right(account: Account | None, password: str) -> bool:
    # Halves of characters belong to no password; the hash takes as long as for any other.
    typed = password.encode(errors="replace").decode()
    if account is None:
        Account().set_password(typed)
        return False
    return account.check_password(typed) and typed == password


def page(request: HttpRequest, form: FirstForm, *, passkey_failed: bool = False) -> HttpResponse:
    """Where signing in begins, with what was typed but for the password."""
    shown = {"form": form, "next": wanted(request), "passkey_failed": passkey_failed}
    return render(request, "account/login.html", shown, status=422 if form.errors or passkey_failed else 200)


@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here, once it was said so."""
    if request.method != "POST":
        return render(request, "account/logout.html") if signed_in(request) else redirect("account_login")
    return leave_session(request, redirect("account_login"), why="sign_out", act=act_of(request))


@open_page
def closed(request: HttpRequest) -> HttpResponse:
    """Somebody whose account was closed tried to sign in, with the right password."""
    return render(request, "account/account_inactive.html")
