"""Today, and the part of it that keeps itself fresh."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from handrail.interfaces.doorkeeper import quiet, staff_page
from handrail.interfaces.staff.living import living
from handrail.interfaces.staff.pages import today_page
from handrail.interfaces.staff.wanted import Wanted

CELLS = (("care_plan", "read"), ("checkins", "read"), ("safe_contact", "read"), ("appointments", "read"))


@staff_page(*CELLS)
def today(request: HttpRequest) -> HttpResponse:
    """Who needs me, and why."""
    return today_page(request)


@quiet
@staff_page(*CELLS)
def rows(request: HttpRequest) -> HttpResponse:
    """The same rows for a page that is already open; 304 when nothing changed."""
    drawn = living(request, Wanted.of(request.GET))
    # Rows that were compressed on their way carry the same tag, marked as weak.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == drawn.tag:
        return HttpResponseNotModified(headers={"ETag": drawn.tag})
    return HttpResponse(drawn.html, headers={"ETag": drawn.tag})
