"""The next three days: to read and to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.next_days import next_days
from handrail.interfaces.doorkeeper import client_page


@client_page(("safety_plan", "read"), ("appointments", "read"))
def next_three_days(request: HttpRequest) -> HttpResponse:
    """What was planned together, as it stands now."""
    return page(request, "client/next_days.html", next_days(request.act), here="plan")  # type: ignore[attr-defined]
