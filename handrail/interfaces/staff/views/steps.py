"""The plan's goals and steps: setting, adding, ticking, undoing a tick, setting aside."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal, IllegalMove, Step
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.forms import SetAsideForm, new_step
from handrail.interfaces.staff.goal_form import EndGoalForm, GoalForm, RankForm
from handrail.interfaces.staff.pages import after, again, new_step_form, plan_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.queries.rows import Opened


@staff_page(("demographics", "read"), ("care_plan", "append"))
@posted
def steps(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put a step in the plan."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    form = new_step_form(record, request.POST)
    if not form.is_valid():
        return again(request, person_id, step_form=form)
    made = plans.add_step(
        record.person, act=record.act, **new_step(form.cleaned_data, record.person, record.team)
    )
    return after(request, person_id, f"s{made.pk}")


@staff_page(("demographics", "read"), ("care_plan", "append"))
@posted
def goals(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write down what the person wants, in their words."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    form = GoalForm(request.POST, auto_id="goal-%s")
    if not form.is_valid():
        return plan_page(request, person_id, goal_form=form)
    plans.set_goal(record.person, act=record.act, **form.cleaned_data)
    return redirect("staff:plan", person_id)


@staff_page(("care_plan", "write"))
@posted
def goal_end(request: HttpRequest, goal_id: int) -> HttpResponse:
    """It was reached, set aside, or they want something else."""
    visible = Goal.objects.visible_to(request.act).exclude(plan__person=request.act.actor)  # type: ignore[attr-defined]
    goal = get_object_or_404(visible.select_related("plan"), pk=goal_id)
    form = EndGoalForm(request.POST, auto_id=f"g{goal.pk}-%s")
    if not form.is_valid():
        return plan_page(request, goal.plan.person_id, goal_end=(goal.pk, form))
    plans.end_goal(goal, act=request.act, **form.cleaned_data)  # type: ignore[attr-defined]
    return redirect("staff:plan", goal.plan.person_id)


@staff_page(("care_plan", "write"))
@posted
def completion(request: HttpRequest, step_id: int) -> HttpResponse:
    """It is done."""
    return _moved(request, _visible(request, step_id), plans.complete)


@staff_page(("care_plan", "write"))
@posted
def reopening(request: HttpRequest, step_id: int) -> HttpResponse:
    """Undo a tick."""
    return _moved(request, _visible(request, step_id), plans.reopen)


@staff_page(("care_plan", "write"))
@posted
def setting_aside(request: HttpRequest, step_id: int) -> HttpResponse:
    """The plan changed, with a word on why."""
    step = _visible(request, step_id)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return again(request, step.plan.person_id, Opened(f"s{step.pk}", "set_aside", form))
    return _moved(request, step, plans.set_aside, **form.cleaned_data)


@staff_page(("care_plan", "write"))
@posted
def ranking(request: HttpRequest, step_id: int) -> HttpResponse:
    """It comes first, next or later."""
    step, form = _visible(request, step_id), RankForm(request.POST)
    if not form.is_valid():
        return again(request, step.plan.person_id, Opened(f"s{step.pk}", "ranking", form))
    plans.rank(step, act=request.act, **form.cleaned_data)  # type: ignore[attr-defined]
    page = "staff:plan" if request.GET.get("on") == "plan" else "staff:person"
    return redirect(f"{reverse(page, args=[step.plan.person_id])}#row-s{step.pk}")


def _visible(request: HttpRequest, step_id: int) -> Step:
    visible = Step.objects.visible_to(request.act)  # type: ignore[attr-defined]
    return get_object_or_404(visible.select_related("plan"), pk=step_id)


def _moved(request: HttpRequest, step: Step, move: object, **words: str) -> HttpResponse:
    # A step that somebody else has ended since stays as it is; the row says how it stands now.
    with suppress(IllegalMove):
        move(step, act=request.act, **words)  # type: ignore[attr-defined, operator]
    return after(request, step.plan.person_id, f"s{step.pk}")
