"""The safety plan of one person: read by whoever may, written with them."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import decide, may, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.safety_plan_form import SafetyPlanForm, begun_from, shown_parts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import SafetyPlan


@staff_page(("safety_plan", "read"), ("safety_plan", "write"))
@transaction.atomic
def safety_plan(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET reads it, and is written down; POST writes a new version."""
    act: Act = request.act  # type: ignore[attr-defined]
    person = get_object_or_404(people_for(act, "safety_plan"), pk=person_id)
    ask_ahead(act, person, ("safety_plan", "read"), ("safety_plan", "write"))
    record_viewing(person, "safety_plan", decide(act, "safety_plan", person).basis, act=act)
    newest = SafetyPlan.objects.select_related("written_by").newest(person)
    form = SafetyPlanForm(request.POST if request.method == "POST" else None, initial=begun_from(newest))
    if request.method != "POST":
        return _page(request, person, newest, form)
    if not may(act, "safety_plan", person, "write"):
        raise Http404
    return _written(request, person, newest, form)


def _written(
    request: HttpRequest, person: Person, newest: SafetyPlan | None, form: SafetyPlanForm
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, person, newest, form)
    act, given = request.act, form.cleaned_data["instead_of"]  # type: ignore[attr-defined]
    try:
        crisis.write_safety_plan(person, form.words(), instead_of=given, act=act)
    except crisis.WrittenMeanwhile as meanwhile:
        form.over(meanwhile.newest)
        return _page(request, person, meanwhile.newest, form, str(meanwhile))
    return redirect("staff:safety_plan", person.pk)


def _page(
    request: HttpRequest, person: Person, plan: SafetyPlan | None, form: SafetyPlanForm, trouble: str = ""
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {
        "person": person, "plan": plan, "parts": shown_parts(plan), "form": form, "trouble": trouble,
        "may_write": may(act, "safety_plan", person, "write"),
    }  # fmt: skip
    return show(
        request,
        "staff/safety_plan.html",
        page,
        here="people",
        status=AGAIN if request.method == "POST" else 200,
    )
