"""The person's safety plan: to read, to print, to write."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.safety_plan import safety_plan_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.safety_plan_form import SafetyPlanForm, begun_from
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import SafetyPlan


@client_page(("safety_plan", "read"))
def safety_plan(request: HttpRequest) -> HttpResponse:
    """Opening it is told to nobody."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    numbers = help_list(act.actor, help_lines())
    return page(request, "client/safety_plan.html", safety_plan_page(act) | {"help": numbers}, here="plan")


@client_page(("safety_plan", "write"))
def safety_plan_writing(request: HttpRequest) -> HttpResponse:
    """One box a part; a new version when something changed."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    newest = SafetyPlan.objects.newest(act.actor)
    form = SafetyPlanForm(request.POST if request.method == "POST" else None, initial=begun_from(newest))
    if request.method != "POST" or not form.is_valid():
        return _form(request, form)
    try:
        crisis.write_safety_plan(act.actor, form.words(), instead_of=form.cleaned_data["instead_of"], act=act)
    except crisis.WrittenMeanwhile as meanwhile:
        return _form(request, form, meanwhile.newest)
    return redirect("client:safety_plan")


def _form(request: HttpRequest, form: SafetyPlanForm, meanwhile: SafetyPlan | None = None) -> HttpResponse:
    if meanwhile is not None:
        form.over(meanwhile)
    status = 422 if form.errors or meanwhile else 200
    shown = {"form": form, "meanwhile": meanwhile}
    return page(request, "client/safety_plan_form.html", shown, here="plan", status=status)
