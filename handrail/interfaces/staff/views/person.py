"""One person's record: the story, the measures, the plan. Each look is written down with what was shown."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.foundation.consent.evaluator import people_for
from handrail.interfaces.doorkeeper import fresh_to_read, staff_page
from handrail.interfaces.plan_paper import plan_on_paper
from handrail.interfaces.staff.pages import measures_page, plan_page, story_page


@staff_page(("demographics", "read"), ("safe_contact", "read"), ("checkins", "read"), ("measures", "read"),
            ("care_plan", "read"), ("appointments", "read"), ("referrals", "read"))  # fmt: skip
@transaction.atomic
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Two minutes to know someone."""
    return story_page(request, person_id)


@staff_page(("demographics", "read"), ("care_plan", "read"))
@transaction.atomic
def plan(request: HttpRequest, person_id: int) -> HttpResponse:
    """Goals and steps."""
    return plan_page(request, person_id)


@staff_page(("care_plan", "read"), ("exports", "write"))
@fresh_to_read
def plan_paper(request: HttpRequest, person_id: int) -> HttpResponse:
    """The plan on two pages, to hand to the person."""
    act = request.act  # type: ignore[attr-defined]
    about = get_object_or_404(people_for(act, "care_plan").exclude(pk=act.actor.pk), pk=person_id)
    return plan_on_paper(about, act)


@staff_page(("demographics", "read"), ("measures", "read"), ("checkins", "read"))
@transaction.atomic
def measures(request: HttpRequest, person_id: int) -> HttpResponse:
    """Each scale over time."""
    return measures_page(request, person_id)
