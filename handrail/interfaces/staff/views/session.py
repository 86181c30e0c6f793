"""Signing out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.interfaces.doorkeeper import member_page
from handrail.interfaces.sessions import leave_session
from handrail.interfaces.staff.posting import posted


@member_page()
@posted
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go to the sign-in page."""
    return leave_session(request, redirect("account_login"), why="sign_out", act=request.act)  # type: ignore[attr-defined]
