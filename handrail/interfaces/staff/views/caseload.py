"""A counselor's caseload."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.queries.caseload import caseload as sections_of


@staff_page(("appointments", "read"), ("counseling_notes", "read"), ("checkins", "read"), ("care_plan", "read"), ("measures", "read"))  # fmt: skip
def caseload(request: HttpRequest) -> HttpResponse:
    """Who needs me, next sessions, what is not written, what is due."""
    return show(request, "staff/caseload.html", {"sections": sections_of(request.act)}, here="caseload")  # type: ignore[attr-defined]
