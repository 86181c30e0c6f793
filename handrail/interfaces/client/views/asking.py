"""Ask for somebody from the team. The page says only what is true: we have it, who has it, or not sent."""

from __future__ import annotations

import logging

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.waiting import no_longer_than
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.asking import asking_page, own_alert
from handrail.interfaces.client.queries.help import database_answers, help_page
from handrail.interfaces.doorkeeper import open_page, signed_in
from handrail.interfaces.help_form import key_of, told
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.moment import database_clock, within

log = logging.getLogger(__name__)

#: How long, in milliseconds, the database may take for one statement before the other lane is taken.
PATIENCE = 2500
#: And, in seconds, how long for all of it, counted on this side: a database that fell silent ends no statement.
ALTOGETHER = 4.0


# The page with this button is kept on phones, with a token that may be months old. A form of somebody else's page
# brings no session (SameSite), and so nobody's name.
@csrf_exempt
@open_page
def asking(request: HttpRequest) -> HttpResponse:
    """POST asks; GET tells the asker how it stands."""
    if request.method != "POST":
        with no_longer_than(ALTOGETHER):
            return _stands(request)
    if _from_elsewhere(request):
        return redirect("client:help")
    try:
        if not database_answers():
            return _kept_here(request)
        if _ask(request) is None:
            return not_sent(request, status=409)
    except (DatabaseError, KeysMissing) as trouble:
        log.warning("a request for help takes the second lane: %s", type(trouble).__name__)
        return _kept_here(request)
    return redirect("client:asking")


def _from_elsewhere(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _stands(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    alert = own_alert(person)
    if alert is None:
        return redirect("client:help")
    return page(
        request, "client/asking.html", asking_page(alert, help_page(request), database_clock()), here="help"
    )


def _ask(request: HttpRequest) -> Alert | None:
    with no_longer_than(ALTOGETHER), transaction.atomic():
        within(PATIENCE)
        person = signed_in(request)
        if person is None:
            # The page was kept, and they are signed in no more: it says so, with who to call.
            return None
        act, typed = Act(actor=person, at=database_clock(), via="open"), told(request)
        return crisis.ask_for_help(
            person, key=key_of(request), words=typed["words"], callback=typed["callback"], act=act
        )


def _kept_here(request: HttpRequest) -> HttpResponse:
    """The second lane: kept on this host and those on call told directly; only if neither works it is not sent."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not session:
        return not_sent(request)
    now = request.act.at  # type: ignore[attr-defined]
    typed = told(request)
    kept = spool.Kept(str(key_of(request)), session, typed["words"], typed["callback"], now.isoformat())
    try:
        spool.keep(kept)
    except (OSError, KeysMissing, InvalidTag):
        log.exception("a request for help could not be kept")
        return not_sent(request)
    called = spool.call_directly()
    return render(
        request, "client/asking_kept.html", help_page(request) | {"told": called > 0, "at": now}, status=202
    )


@open_page
def not_sent(request: HttpRequest, status: int = 503) -> HttpResponse:
    """Kept on the phone, and drawn when nothing else worked: nobody has it, and who to call."""
    return render(
        request,
        "client/not_sent.html",
        help_page(request) | {"waits": False},
        status=status if request.method == "POST" else 200,
    )
