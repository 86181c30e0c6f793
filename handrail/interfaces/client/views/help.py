"""Help now: open to anybody, drawn also when the database is gone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from handrail.interfaces.client.frame import page
from handrail.interfaces.client.overdose import screen
from handrail.interfaces.client.queries.help import help_page
from handrail.interfaces.doorkeeper import open_page


@open_page
def help_now(request: HttpRequest) -> HttpResponse:
    """Opening it is told to nobody."""
    return page(request, "client/help.html", help_page(request), here="help")


@open_page
def overdose(request: HttpRequest, number: int = 1) -> HttpResponse:
    """What to do when somebody may be overdosing, one job a screen."""
    shown = screen(number)
    if shown is None:
        raise Http404
    return page(request, "client/overdose.html", help_page(request) | {"screen": shown}, here="help")


@open_page
def no_signal(request: HttpRequest) -> HttpResponse:
    """What still works without signal."""
    return page(request, "client/no_signal.html", help_page(request), here="help")
