"""The front door: each to their own first page, and a quick way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from handrail.interfaces.doorkeeper import is_partner, member_page, open_page, works_here
from handrail.interfaces.sessions import leave_session


@member_page()
def home(request: HttpRequest) -> HttpResponse:
    """Workers go to the team's Today, partners to who agreed, everybody else to their own."""
    act = request.act  # type: ignore[attr-defined]
    if works_here(act):
        return redirect("staff:today")
    return redirect("partner:people" if is_partner(act) else "client:today")


# A beacon carries no token. Ending one's own session is all that a forged one could do.
@csrf_exempt
@require_POST
@open_page
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on the server, at once and without a word."""
    return leave_session(request, HttpResponse(status=204), why="left", act=request.act)  # type: ignore[attr-defined]
