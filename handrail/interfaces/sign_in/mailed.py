"""A code by mail, for whoever has no password at hand: the same answer for every address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.interfaces.doorkeeper import must_show_two, open_page
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in.forms import AddressForm, CodeForm
from handrail.interfaces.sign_in.going_in import act_of, as_them, go_on, wanted
from handrail.interfaces.sign_in.trying import may_try

#: Which code was asked for in this browser.
ASKED = "mailed_code"


@open_page
def mailed(request: HttpRequest) -> HttpResponse:
    """Where the code is sent. Whether anybody has that address is found out later, by the worker."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = {"form": form, "next": wanted(request)}
        return render(request, "account/mailed.html", shown, status=422 if form.errors else 200)
    address = form.cleaned_data["login"]
    if not may_try(request, address, None):
        return too_many(request)
    asked = accounts.ask_for_code(address, act=act_of(request))
    request.session[ASKED] = {
        "key": asked.pk, "own": form.cleaned_data["own"], "there": wanted(request),
    }  # fmt: skip
    return redirect("sign_in_mailed_code")


@open_page
def mailed_code(request: HttpRequest) -> HttpResponse:
    """What came by mail, typed in the browser that asked for it."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("sign_in_mailed")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = accounts.use_mailed_code(asked["key"], form.cleaned_data["code"], act=act_of(request))
        if account is not None and _opens(account, request):
            return go_on(request, account, "mail", own=asked["own"], there=asked["there"])
        accounts.refuse_sign_in(None, why="code", act=act_of(request))
        form.add_error("code", _("That code did not match, is too old, or was tried too often."))
    shown = {"form": form}
    return render(request, "account/mailed_code.html", shown, status=422 if form.errors else 200)


def _opens(account: Account, request: HttpRequest) -> bool:
    # A mailbox is no factor for whoever works here (NIST SP 800-63B-4, 3.1.3: e-mail is not to be used).
    return account.is_active and not must_show_two(as_them(account, act_of(request)))
