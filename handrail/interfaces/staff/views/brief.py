"""One page before a session."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.queries.brief import brief_of


@staff_page(("demographics", "read"), ("care_plan", "read"), ("measures", "read"), ("checkins", "read"),
            ("appointments", "read"), ("crisis_episodes", "read"))  # fmt: skip
@transaction.atomic
def brief(request: HttpRequest, person_id: int) -> HttpResponse:
    """What changed since the last appointment of the reader with this person, and what waits."""
    told = brief_of(person_id, request.act)  # type: ignore[attr-defined]
    return show(request, "staff/brief.html", {"record": told.record, "brief": told}, here="people")
