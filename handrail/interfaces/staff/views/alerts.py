"""Open alerts, somebody who asks, and the calls that are due. Times are those of the database's clock."""

from __future__ import annotations

from uuid import uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import wishes_of
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.help_form import key_of
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.alert_forms import CallerForm, FollowUpForm, HandOverForm, LookBackForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.alerts import alerts, owners_for
from handrail.interfaces.staff.queries.beside_follow_up import beside
from handrail.interfaces.staff.queries.follow_ups import more_due
from handrail.interfaces.staff.queries.room import room_left
from handrail.interfaces.staff.views.console import ADD, READ, act_of
from handrail.interfaces.wishes_form import topics_not_now
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import newest
from handrail.pillars.crisis.models import Alert, Answer, Around, FollowUp
from handrail.pillars.crisis.policy import may_plan_shifts


@staff_page(READ)
def queue(request: HttpRequest) -> HttpResponse:
    """What is open, who has it, and the next-day calls that are due."""
    return _queue(request, CallerForm())


def _queue(request: HttpRequest, form: CallerForm, status: int = 200) -> HttpResponse:
    act = act_of(request)
    page = {
        **alerts(act), "form": form, "key": request.POST.get("key") or uuid4(),
        "supervises": may_plan_shifts(act), "room": room_left(act),
    }  # fmt: skip
    return show(request, "staff/alerts.html", page, here="alerts", status=status)


@posts("staff:alerts")
@staff_page(ADD, READ)
def caller(request: HttpRequest) -> HttpResponse:
    """Somebody who gave no name, or is not enrolled, asks for help. Sent twice it is one request."""
    form = CallerForm(request.POST)
    if not form.is_valid():
        return _queue(request, form, AGAIN)
    alert = crisis.ask_for_help(
        None, key=key_of(request), origin=Alert.Origin.WORKER, act=act_of(request), **form.cleaned_data
    )
    return redirect("staff:alert", alert.pk)


@posts("staff:alerts")
@staff_page(ADD, READ)
def person_alert(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for help for somebody of one's own people."""
    act = act_of(request)
    person = get_object_or_404(people_for(act, "demographics"), pk=person_id)
    alert = crisis.ask_for_help(person, key=key_of(request), origin=Alert.Origin.WORKER, act=act)
    return redirect("staff:alert", alert.pk)


def _seen(follow_up_id: int, act: Act, **only: str) -> FollowUp:
    # Whoever comes back to one that was answered, or sends twice, goes to what happened: nothing is missing.
    seen = FollowUp.objects.filter(alert__in=Alert.objects.visible_to(act), **only)
    return get_object_or_404(seen.select_related("alert__person", "owner"), pk=follow_up_id)


@staff_page(READ, ADD)
def look_back(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """What helped, what was missing, what is changed."""
    act = act_of(request)
    due = _seen(follow_up_id, act, kind=FollowUp.Kind.DEBRIEF)
    if due.done_at is not None:
        return redirect("staff:alert", due.alert_id)
    form, trouble = _look_back_form(due, request), ""
    if request.method == "POST" and form.is_valid():
        try:
            crisis.look_back(due, form.told, act=act)
        except ValueError as missing:
            trouble = str(missing)
        else:
            return redirect("staff:alerts")
    return _show_due(request, due, form, trouble)


def _show_due(
    request: HttpRequest, due: FollowUp, form: Form, trouble: str = "", over: HandOverForm | None = None
) -> HttpResponse:
    act = act_of(request)
    page = {
        "due": due, "form": form, "trouble": trouble, "beside": beside(due, act),
        "over": over or _hand_over_form(due, act),
    }  # fmt: skip
    again = request.method == "POST"
    return show(request, "staff/follow_up.html", page, here="alerts", status=AGAIN if again else 200)


def _hand_over_form(due: FollowUp, act: Act, sent: QueryDict | None = None) -> HandOverForm:
    others = [one for one in owners_for(due.alert, act) if one != due.owner]
    return HandOverForm(sent, owners=others, more_due=more_due(due), auto_id="over-%s")


def _look_back_form(due: FollowUp, request: HttpRequest) -> LookBackForm:
    person = due.alert.person
    told = newest(due.alert).get(Answer.AROUND, {}).get(Around.SET_OFF, "")
    not_now = topics_not_now(wishes_of(person)) if person else frozenset()
    return LookBackForm(request.POST or None, initial={"set_off": told}, not_now=not_now)


@staff_page(READ, ADD)
def follow_up(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """How it went."""
    act = act_of(request)
    due = _seen(follow_up_id, act)
    if due.done_at is not None:
        return redirect("staff:alert", due.alert_id)
    form, trouble = _how_it_went(due, act, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _finish(due, form, act)
        except ValueError as missing:
            trouble = str(missing)
        else:
            return redirect("staff:alerts")
    return _show_due(request, due, form, trouble)


def _how_it_went(due: FollowUp, act: Act, sent: QueryDict | None = None) -> FollowUpForm:
    assert act.actor is not None
    return FollowUpForm(sent, reader=act.actor, at=act.at, kind=due.kind)


@posts("staff:alerts")
@staff_page(READ, ADD)
def hand_over(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """Somebody else does it."""
    act = act_of(request)
    due = _seen(follow_up_id, act)
    if due.done_at is not None:
        return redirect("staff:alert", due.alert_id)
    over = _hand_over_form(due, act, request.POST)
    if over.is_valid():
        try:
            all_of_it = over.cleaned_data.get("all_of_it", False)
            crisis.hand_over_follow_up(due, over.to, all_of_it=all_of_it, act=act)
        except ValueError as mistaken:
            over.add_error("to", str(mistaken))
        else:
            return redirect("staff:alerts")
    return _show_due(request, due, _how_it_went(due, act), over=over)


def _finish(due: FollowUp, form: FollowUpForm, act: Act) -> None:
    outcome = FollowUp.Outcome(form.cleaned_data["outcome"])
    told = form.cleaned_data
    crisis.finish_follow_up(due, outcome=outcome, again_at=told.get("again_at"), words=told["words"], act=act)
