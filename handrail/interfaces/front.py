"""The front door: each to their own first page, and a quick way out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from handrail.foundation.rights.privacy_notice import owed_notice
from handrail.interfaces.doorkeeper import (
    is_client,
    is_partner,
    is_supporter,
    member_page,
    open_page,
    works_here,
)
from handrail.interfaces.sessions import forget_session, leave_session

log = logging.getLogger(__name__)


@member_page()
def home(request: HttpRequest) -> HttpResponse:
    """Workers go to the team's Today, partners to who agreed, somebody close to what they are asked to.

    Everybody else goes to their own: first to a notice they lack.
    """
    act = request.act  # type: ignore[attr-defined]
    if works_here(act):
        return redirect("staff:today")
    if is_partner(act):
        return redirect("partner:people")
    if is_supporter(act) and not is_client(request):
        return redirect("client:asked")
    return redirect("client:notice" if owed_notice(act.actor) else "client:today")


# A beacon carries no token. Ending one's own session is all that a forged one could do.
@csrf_exempt
@require_POST
@open_page
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on the server, at once, and lead on to the neutral site where no script does."""
    # Not a redirect: a form of ours may only lead to ourselves.
    away = render(request, "ui/neutral.html")
    away.headers["Refresh"] = f"0; url={settings.NEUTRAL_SITE}"
    try:
        return leave_session(request, away, why="left", act=request.act)  # type: ignore[attr-defined]
    except DatabaseError:
        log.warning("somebody left while the database did not answer: only this browser forgot them")
        return forget_session(request, away)
