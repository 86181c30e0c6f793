"""Signing in and out, by allauth, at our addresses. No sign-up: the organisation opens accounts."""

from __future__ import annotations

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.urls import path

from handrail.interfaces.choices import carry_all
from handrail.interfaces.doorkeeper import open_page, signed_in


@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """The person's language and look come along to this device."""
    response = views.login(request)
    person = signed_in(request) if request.method == "POST" else None
    return carry_all(response, person) if person else response


@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    return views.logout(request)


@open_page
def closed(request: HttpRequest) -> HttpResponse:
    """Somebody whose account was closed tried to sign in, with the right password."""
    return views.account_inactive(request)


urlpatterns = [
    path("", sign_in, name="account_login"),
    path("out/", sign_out, name="account_logout"),
    path("closed/", closed, name="account_inactive"),
]
