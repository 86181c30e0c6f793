"""A code by mail, for whoever has no password at hand: the same answer for every address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.foundation.accounts import actions as accounts
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in.forms import AddressForm
from handrail.interfaces.sign_in.going_in import act_of, wanted
from handrail.interfaces.sign_in.sent_codes import Way, code_page, remember
from handrail.interfaces.sign_in.trying import may_try

MAIL = Way(
    "mail", "mailed_code", "sign_in_mailed", "sign_in_mailed_code", "account/mailed_code.html",
    accounts.use_mailed_code,
)  # fmt: skip


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
    return remember(request, MAIL, asked, own=form.cleaned_data["own"])


@open_page
def mailed_code(request: HttpRequest) -> HttpResponse:
    """What came by mail, typed in the browser that asked for it."""
    return code_page(request, MAIL)
