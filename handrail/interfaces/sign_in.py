"""Signing in and out, by allauth, at our addresses. No sign-up: the organisation opens accounts."""

from __future__ import annotations

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.urls import path

from handrail.interfaces.doorkeeper import open_page


@open_page
def sign_in(request: HttpRequest) -> HttpResponse:
    return views.login(request)


@open_page
def sign_out(request: HttpRequest) -> HttpResponse:
    return views.logout(request)


urlpatterns = [
    path("", sign_in, name="account_login"),
    path("out/", sign_out, name="account_logout"),
]
