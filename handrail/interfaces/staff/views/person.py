"""One person's record: the story, the measures, the plan. Each look is written down with what was shown."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.measures import actions as measuring
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import plan_page, story_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.checkins import month_of
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.queries.scales import SCALES, every_scale

#: How long somebody has to answer a scale that is asked for.
TO_ANSWER = timedelta(days=7)


@staff_page(("demographics", "read"), ("safe_contact", "read"), ("checkins", "read"), ("measures", "read"),
            ("care_plan", "read"), ("appointments", "read"))  # fmt: skip
@transaction.atomic
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Two minutes to know someone."""
    return story_page(request, person_id)


@staff_page(("demographics", "read"), ("care_plan", "read"))
@transaction.atomic
def plan(request: HttpRequest, person_id: int) -> HttpResponse:
    """Goals and steps."""
    return plan_page(request, person_id)


@staff_page(("demographics", "read"), ("measures", "read"), ("checkins", "read"))
@transaction.atomic
def measures(request: HttpRequest, person_id: int) -> HttpResponse:
    """Each scale over time."""
    record = record_of(person_id, request.act, "measures", "checkins")  # type: ignore[attr-defined]
    if not record.may("measures"):
        raise Http404
    page = {"scales": every_scale(record), "month": month_of(record), "tabs": record.tabs("measures")}
    may_ask = record.may("measures", "write")
    return show(request, "staff/measures.html", {**page, "record": record, "may_ask": may_ask}, here="people")


@staff_page(("demographics", "read"), ("measures", "write"))
@posted
def assignments(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for a scale."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    asked = request.POST.get("instrument")
    if asked not in SCALES:
        raise Http404
    measuring.ask(record.person, instrument_id=asked, due_on=record.today + TO_ANSWER, act=record.act)
    return redirect("staff:measures", person_id)
