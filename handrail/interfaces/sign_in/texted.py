"""A code by text, for a client who can use no other way: the same answer for every number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.foundation.accounts import actions as accounts
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.problems import too_many
from handrail.interfaces.sign_in.forms import NumberForm
from handrail.interfaces.sign_in.going_in import act_of, wanted
from handrail.interfaces.sign_in.sent_codes import Way, code_page, remember
from handrail.interfaces.sign_in.trying import may_text

TEXT = Way(
    "text", "texted_code", "sign_in_texted", "sign_in_texted_code", "account/texted_code.html",
    accounts.use_texted_code,
)  # fmt: skip


@open_page
def texted(request: HttpRequest) -> HttpResponse:
    """Where the code is sent. Whose number it is, and whether a text may go there, is found out later, by the worker."""
    form = NumberForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = {"form": form, "next": wanted(request)}
        return render(request, "account/texted.html", shown, status=422 if form.errors else 200)
    number = form.cleaned_data["number"]
    if not may_text(request, number):
        return too_many(request)
    asked = accounts.ask_for_texted_code(number, act=act_of(request))
    return remember(request, TEXT, asked, own=form.cleaned_data["own"])


@open_page
def texted_code(request: HttpRequest) -> HttpResponse:
    """What came by text, typed in the browser that asked for it."""
    return code_page(request, TEXT)
