"""A counselor's caseload."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.queries.caseload import caseload as sections_of


@staff_page(("appointments", "read"), ("counseling_notes", "read"), ("checkins", "read"), ("care_plan", "read"), ("measures", "read"))  # fmt: skip
def caseload(request: HttpRequest) -> HttpResponse:
    """Who needs me, next sessions, what is not written, what is due."""
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"sections": sections_of(act), "supervises": bool(supervised(act))}
    return show(request, "staff/caseload.html", page, here="caseload")
