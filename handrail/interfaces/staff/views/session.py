"""Signing out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.interfaces.doorkeeper import member_page
from handrail.interfaces.staff.posting import posted


@member_page()
@posted
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go to the sign-in page."""
    logout(request)
    return redirect("account_login")
