"""Who looked at my record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.looks import looks_page
from handrail.interfaces.doorkeeper import client_page


@client_page(("audit", "read"))
def looks(request: HttpRequest) -> HttpResponse:
    """Who, when, which part and why; a page number that is none is the first or the last page."""
    found = looks_page(request.act, request.GET.get("page", "1"))  # type: ignore[attr-defined]
    return page(request, "client/looks.html", found, here="me")
