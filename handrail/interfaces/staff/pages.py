"""Drawing a page, drawing it again with what was typed, and going back to it with a confirmation."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handrail.continuum.hints import actions as hints
from handrail.foundation.consent.evaluator import may
from handrail.interfaces.charting.pieces import pieces_of
from handrail.interfaces.staff.asking_forms import ScheduleForm
from handrail.interfaces.staff.forms import StepForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.goal_form import EndGoalForm, GoalForm
from handrail.interfaces.staff.living import living
from handrail.interfaces.staff.queries.asking import asking_of
from handrail.interfaces.staff.queries.critical import critical_of
from handrail.interfaces.staff.queries.gaps import gaps_about
from handrail.interfaces.staff.queries.looks import asked_of
from handrail.interfaces.staff.queries.plan import plan_of
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.rows import Opened
from handrail.interfaces.staff.queries.scales import charts_of, without_results
from handrail.interfaces.staff.queries.side import side
from handrail.interfaces.staff.queries.story import story_of
from handrail.interfaces.staff.review_forms import ReviewForm
from handrail.interfaces.staff.wanted import Chosen, Wanted

#: Something sent needs another look; nothing was changed.
AGAIN = 422
#: What was just done on the page of scales: ?told=later
MEASURES_TOLD = {
    "later": _("Kept as far as you came. You can go on for two days."),
    "saved": _("Saved."),
}


def today_page(
    request: HttpRequest, opened: Opened | None = None, answer: Form | None = None
) -> HttpResponse:
    """The Today board with the worker's day beside it, and above it what they are asked about a look."""
    act, wanted = request.act, Wanted.of(request.GET)  # type: ignore[attr-defined]
    rows = living(request, wanted, opened)
    page = {"rows": rows, "side": side(act, wanted.told), "wanted": wanted}
    page["asked"] = asked_of(act, answer)
    return show(request, "staff/today.html", page, here="today", status=_status(opened, answer))


def story_page(
    request: HttpRequest, person_id: int, opened: Opened | None = None, step_form: Form | None = None
) -> HttpResponse:
    """One person's story."""
    story = story_of(person_id, Chosen.of(request.GET), request.act, opened)  # type: ignore[attr-defined]
    if story.hints:
        hints.note_shown([one.hint for one in story.hints], act=request.act)  # type: ignore[attr-defined]
    form = step_form or (new_step_form(story.record) if story.record.may("care_plan", "append") else None)
    page = {"record": story.record, "story": story, "step_form": form, "place": "?on=person"}
    if story.record.in_part:
        page["critical"] = critical_of(story.record.person, request.act)  # type: ignore[attr-defined]
    return show(request, "staff/person.html", page, here="people", status=_status(opened, step_form))


def plan_page(
    request: HttpRequest, person_id: int, opened: Opened | None = None, step_form: Form | None = None,
    goal_form: Form | None = None, review_form: Form | None = None,
    goal_end: tuple[int, Form] | None = None,
) -> HttpResponse:  # fmt: skip
    """One person's plan."""
    plan = plan_of(person_id, request.act, Chosen.of(request.GET).told, opened)  # type: ignore[attr-defined]
    page = {
        "record": plan.record,
        "plan": plan,
        "place": "?on=plan",
        "prints": may(plan.record.act, "exports", plan.record.person, "write"),
        "gaps": gaps_about(plan.record.person, plan.record.act),
    }
    if plan.record.may("care_plan", "append"):
        page["step_form"] = step_form or new_step_form(plan.record)
        page["goal_form"] = goal_form or GoalForm(
            initial={"need": request.GET.get("need", "")}, auto_id="goal-%s"
        )
    page["goals"] = [(one, _ending(plan.record, one.pk, goal_end)) for one in plan.goals]
    if plan.review is not None and plan.review.may:
        page["review_form"] = review_form or ReviewForm(today=plan.record.today, auto_id="review-%s")
    sent = step_form or goal_form or review_form or (goal_end and goal_end[1])
    return show(request, "staff/plan.html", page, here="people", status=_status(opened, sent))


def measures_page(
    request: HttpRequest, person_id: int, schedule_form: ScheduleForm | None = None
) -> HttpResponse:
    """One person's scales over time, and how they are asked for."""
    record = record_of(person_id, request.act, "measures", "checkins")  # type: ignore[attr-defined]
    if not record.may("measures"):
        raise Http404
    charts = charts_of(record)
    page = {"record": record, "rivers": charts.every, "screens": charts.screens, "pieces": pieces_of(charts.reader), "without": without_results(charts),
            "tabs": record.tabs("measures"), "told": MEASURES_TOLD.get(request.GET.get("told", ""))}  # fmt: skip
    if record.may("measures", "write"):
        page["asking"] = asking_of(record, schedule_form or ScheduleForm(own=True, auto_id="schedule-%s"))
    return show(request, "staff/measures.html", page, here="people", status=_status(None, schedule_form))


def new_step_form(record: Record, data: QueryDict | None = None) -> StepForm:
    """The form for a new step of this person's plan, empty or as it was sent."""
    name = record.person.preferred_name
    return StepForm(data, today=record.today, name=name, team=record.team, auto_id="step-%s")


def again(
    request: HttpRequest, person_id: int, opened: Opened | None = None, step_form: Form | None = None
) -> HttpResponse:
    """The page the form was sent from, with what was typed and what to do."""
    place = request.GET.get("on")
    if place == "person":
        return story_page(request, person_id, opened, step_form)
    if place == "plan" or step_form is not None:
        return plan_page(request, person_id, opened, step_form)
    return today_page(request, opened)


def after(request: HttpRequest, person_id: int, told: str) -> HttpResponse:
    """Back to the page the form was sent from, where the confirmation stands in place of the row."""
    place = request.GET.get("on")
    if place in {"person", "plan"}:
        return redirect(f"{reverse(f'staff:{place}', args=[person_id])}?told={told}#row-{told}")
    return redirect(f"{reverse('staff:today')}{Wanted.of(request.GET).query(told=told)}#row-{told}")


def _ending(record: Record, goal: int, sent: tuple[int, Form] | None) -> Form | None:
    if not record.may("care_plan", "write"):
        return None
    return sent[1] if sent and sent[0] == goal else EndGoalForm(auto_id=f"g{goal}-%s")


def _status(opened: Opened | None, step_form: Form | None) -> int:
    return AGAIN if opened is not None or step_form is not None else 200
