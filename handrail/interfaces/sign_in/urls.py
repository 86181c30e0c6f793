"""The addresses of signing in."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.sign_in import again, first

urlpatterns = [
    path("", first.sign_in, name="account_login"),
    path("again/", again.again, name="sign_in_again"),
    path("out/", first.sign_out, name="account_logout"),
    path("closed/", first.closed, name="account_inactive"),
]
