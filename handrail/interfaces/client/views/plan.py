"""The person's plan: goals in their words, steps by who does them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal, IllegalMove, Step
from handrail.foundation.scheduling.calendars import invitation
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.client.forms import BarrierForm, EndMyGoalForm, RankForm
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.plan import plan_page, step_page
from handrail.interfaces.client.queries.today import own_steps
from handrail.interfaces.doorkeeper import client_page, fresh_to_read
from handrail.interfaces.plan_paper import plan_on_paper
from handrail.interfaces.posts import posts

PLACES = {"today": "client:today", "plan": "client:plan"}


@client_page(("care_plan", "read"), ("appointments", "read"))
def plan(request: HttpRequest) -> HttpResponse:
    shown = plan_page(request, request.act)  # type: ignore[attr-defined]
    return page(request, "client/plan.html", {"plan": shown}, here="plan")


@client_page(("care_plan", "read"), ("exports", "write"))
@fresh_to_read
def paper(request: HttpRequest) -> HttpResponse:
    """On two pages, once they showed again who they are."""
    act = request.act  # type: ignore[attr-defined]
    return plan_on_paper(act.actor, act)


@client_page(("appointments", "read"))
def appointment_file(request: HttpRequest, pk: int) -> HttpResponse:
    """For their own calendar: that there is an appointment, and when."""
    act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Appointment.objects.of(act.actor).booked(), pk=pk)
    return HttpResponse(invitation(mine), content_type="text/calendar; charset=utf-8")


@client_page(("care_plan", "read"))
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step in full."""
    return _step(request, pk, BarrierForm())


@posts("client:plan")
@client_page(("care_plan", "write"))
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a step of one's own, or undo the tick."""
    act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(own_steps(act), pk=pk)
    place = reverse(PLACES.get(request.GET.get("from", ""), "client:today"))
    try:
        if request.POST.get("done") == "no":
            plans.reopen(mine, act=act)
            return redirect(place)
        plans.complete(mine, act=act)
    except IllegalMove:
        return redirect(f"{place}?told=moved")
    return redirect(f"{place}?done={pk}")


@posts("client:plan")
@client_page(("care_plan", "write"))
def barriers(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what should be different about a step of one's own."""
    act, form = request.act, BarrierForm(request.POST)  # type: ignore[attr-defined]
    mine = get_object_or_404(own_steps(act), pk=pk)
    if not form.is_valid():
        return _step(request, pk, form, status=422)
    plans.tell_barrier(mine, words=form.cleaned_data["words"], act=act)
    return redirect(f"{reverse('client:step', args=[pk])}?told=said")


@client_page(("care_plan", "read"), ("care_plan", "write"))
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """One goal of mine; POST ends it, and nothing of it is erased."""
    act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Goal.objects.visible_to(act).of(act.actor).active(), pk=pk)
    form = EndMyGoalForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "client/goal.html", {"goal": mine, "form": form}, here="plan", status=status)
    plans.end_goal(mine, act=act, **form.cleaned_data)
    return redirect(f"{reverse('client:plan')}?told=goal-ended")


@posts("client:plan")
@client_page(("care_plan", "write"))
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a step of one's own comes: first, next or later."""
    act, form = request.act, RankForm(request.POST)  # type: ignore[attr-defined]
    mine = get_object_or_404(own_steps(act), pk=pk)
    if not form.is_valid():
        return _step(request, pk, BarrierForm(), rank=form, status=422)
    plans.rank(mine, priority=form.cleaned_data["priority"], act=act)
    return redirect(f"{reverse('client:plan')}?told=ranked")


def _step(
    request: HttpRequest, pk: int, form: BarrierForm, rank: RankForm | None = None, status: int = 200
) -> HttpResponse:
    act = request.act  # type: ignore[attr-defined]
    steps = Step.objects.visible_to(act).of(act.actor).select_related("responsible")
    found = get_object_or_404(steps, pk=pk)
    context = step_page(act, found) | {
        "form": form,
        "rank": rank or RankForm(initial={"priority": found.priority}),
    }
    return page(request, "client/step.html", context, here="plan", status=status)
