"""The first step: an address and a password."""

from __future__ import annotations

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.interfaces.choices import carry_all
from handrail.interfaces.doorkeeper import open_page, signed_in
from handrail.interfaces.sessions import leave_session


@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """The person's language and look come along to this device."""
    response = views.login(request)
    person = signed_in(request) if request.method == "POST" else None
    return carry_all(response, person) if person else response


@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here, once it was said so."""
    if request.method != "POST":
        return render(request, "account/logout.html") if signed_in(request) else redirect("account_login")
    return leave_session(request, redirect("account_login"), why="sign_out", act=request.act)  # type: ignore[attr-defined]


@open_page
def closed(request: HttpRequest) -> HttpResponse:
    """Somebody whose account was closed tried to sign in, with the right password."""
    return views.account_inactive(request)
