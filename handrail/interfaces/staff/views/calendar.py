"""A week of one's own or of the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.calendar_forms import WeekForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.queries.calendar import week_of


@staff_page(("appointments", "read"))
def calendar(request: HttpRequest) -> HttpResponse:
    """Seven days; names only of whom the reader may see."""
    form = WeekForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    act: Act = request.act  # type: ignore[attr-defined]
    week = week_of(act, asked.get("week"), team=asked.get("who") == "team", page=asked.get("page") or 1)
    return show(request, "staff/calendar.html", {"week": week}, here="calendar")
