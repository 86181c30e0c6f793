"""Crises in numbers, for supervisors."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse

from handrail.clinical.practices.shelf import method
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.views.console import READ, act_of
from handrail.interfaces.staff.words.times import lasting
from handrail.pillars.crisis.models import Helped, SetOff
from handrail.pillars.crisis.numbers import in_numbers, returns_to_use
from handrail.pillars.crisis.policy import may_plan_shifts

#: What is looked back at.
BACK = timedelta(days=365)


@staff_page(READ)
def crisis_numbers(request: HttpRequest) -> HttpResponse:
    """Of the last year: no small cell, nobody’s name."""
    act = act_of(request)
    if not may_plan_shifts(act):
        raise Http404
    told = in_numbers(act.at - BACK, act.at)
    page = {
        "told": told,
        "returns": returns_to_use(organisation_day(act.at - BACK), organisation_day(act.at)),
        "to_contact": lasting(told.to_contact), "to_settled": lasting(told.to_settled),
        "set_off": [(SetOff(name).label, count) for name, count in sorted(told.set_off.items())],
        "helped": [(Helped(name).label, count) for name, count in sorted(told.helped.items())],
        "skill": [(method(name).title, count) for name, count in sorted(told.skill.items())],
    }  # fmt: skip
    return show(request, "staff/crisis_numbers.html", page, here="alerts")
