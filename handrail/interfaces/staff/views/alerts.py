"""Open alerts, one alert, and everything whoever has it does with it. Times are those of the database's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.alert_forms import (
    CallerForm,
    ClosingForm,
    FollowUpForm,
    NextStepForm,
    NoteForm,
)
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.alerts import alerts, console, owners_for
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, FollowUp
from handrail.pillars.crisis.moment import database_clock

READ, ADD = ("crisis_episodes", "read"), ("crisis_episodes", "append")
View = Callable[..., HttpResponse]


def _act(request: HttpRequest) -> Act:
    # One clock counts for everybody: that of the database.
    act: Act = request.act  # type: ignore[attr-defined]
    return replace(act, at=database_clock(), memo={})


@staff_page(READ)
def queue(request: HttpRequest) -> HttpResponse:
    """What is open, who has it, and the next-day calls that are due."""
    return _queue(request, CallerForm())


def _queue(request: HttpRequest, form: CallerForm, status: int = 200) -> HttpResponse:
    return show(
        request, "staff/alerts.html", {**alerts(_act(request)), "form": form}, here="alerts", status=status
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def caller(request: HttpRequest) -> HttpResponse:
    """Somebody who gave no name, or is not enrolled, asks for help: whoever took the call has it."""
    form = CallerForm(request.POST)
    if not form.is_valid():
        return _queue(request, form, AGAIN)
    alert = crisis.ask_for_help(
        None, key=uuid4(), origin=Alert.Origin.WORKER, act=_act(request), **form.cleaned_data
    )
    return redirect("staff:alert", alert.pk)


@posts("staff:alerts")
@staff_page(ADD, READ)
def person_alert(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for help for somebody of one's own people."""
    act = _act(request)
    person = get_object_or_404(people_for(act, "demographics"), pk=person_id)
    alert = crisis.ask_for_help(person, key=uuid4(), origin=Alert.Origin.WORKER, act=act)
    return redirect("staff:alert", alert.pk)


@staff_page(READ)
def one(request: HttpRequest, alert_id: int) -> HttpResponse:
    """The console of one alert."""
    return _console(request, alert_id)


def _console(
    request: HttpRequest, alert_id: int, sent: Form | None = None, trouble: str = ""
) -> HttpResponse:
    act = _act(request)
    shown, reader = console(alert_id, act), act.actor
    assert reader is not None
    forms: dict[str, Any] = {
        "next_step": NextStepForm(auto_id="next-%s"), "note": NoteForm(auto_id="note-%s"),
        "closing": ClosingForm(reader=reader, at=act.at, owners=owners_for(shown.alert, act), auto_id="close-%s"),
    }  # fmt: skip
    if sent is not None:
        forms[_name(sent)] = sent
    status = AGAIN if sent is not None or trouble else 200
    page = {
        "console": shown,
        "forms": forms,
        "trouble": trouble,
        "open_closing": isinstance(sent, ClosingForm),
    }
    return show(request, "staff/alert.html", page | {"slim": True}, here="alerts", status=status)


def _name(form: Form) -> str:
    return {NextStepForm: "next_step", NoteForm: "note", ClosingForm: "closing"}[type(form)]


def _do(request: HttpRequest, alert_id: int, what: Callable[[Alert, Act], object]) -> HttpResponse:
    act = _act(request)
    alert = get_object_or_404(Alert.objects.visible_to(act), pk=alert_id)
    try:
        what(alert, act)
    except ValueError as mistaken:
        return _console(request, alert_id, trouble=str(mistaken))
    return redirect("staff:alert", alert_id)


@posts("staff:alerts")
@staff_page(ADD, READ)
def acknowledgement(request: HttpRequest, alert_id: int) -> HttpResponse:
    """I have it."""
    return _do(request, alert_id, lambda alert, act: crisis.acknowledge(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def taking_over(request: HttpRequest, alert_id: int) -> HttpResponse:
    """I take it from whoever has it."""
    return _do(request, alert_id, lambda alert, act: crisis.take_over(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def next_step(request: HttpRequest, alert_id: int) -> HttpResponse:
    """What happens next, by when."""
    form = NextStepForm(request.POST, auto_id="next-%s")
    if not form.is_valid():
        return _console(request, alert_id, form)
    words = form.cleaned_data["words"]
    return _do(
        request,
        alert_id,
        lambda alert, act: crisis.set_next_step(alert, words=words, by=form.by(act.at), act=act),
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def notes(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A line of the running log."""
    form = NoteForm(request.POST, auto_id="note-%s")
    if not form.is_valid():
        return _console(request, alert_id, form)
    words = form.cleaned_data["words"]
    return _do(request, alert_id, lambda alert, act: crisis.add_note(alert, words=words, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def closing(request: HttpRequest, alert_id: int) -> HttpResponse:
    """It is over, and the next day is owned."""
    act = _act(request)
    alert = get_object_or_404(Alert.objects.visible_to(act), pk=alert_id)
    assert act.actor is not None
    form = ClosingForm(
        request.POST, reader=act.actor, at=act.at, owners=owners_for(alert, act), auto_id="close-%s"
    )
    if not form.is_valid():
        return _console(request, alert_id, form)
    try:
        crisis.close(
            alert, outcome=Alert.Outcome(form.cleaned_data["outcome"]), words=form.cleaned_data["words"],
            owner=form.owner(), follow_up_at=form.cleaned_data["follow_up_at"], act=act,
        )  # fmt: skip
    except ValueError as missing:
        return _console(request, alert_id, form, str(missing))
    return redirect("staff:alerts")


@staff_page(READ, ADD)
def follow_up(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """How the next-day call went."""
    act = _act(request)
    seen = FollowUp.objects.filter(alert__in=Alert.objects.visible_to(act), done_at=None)
    due = get_object_or_404(seen.select_related("alert__person", "owner"), pk=follow_up_id)
    assert act.actor is not None
    form = FollowUpForm(request.POST or None, reader=act.actor, at=act.at)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            _finish(due, form, act)
        except ValueError as missing:
            trouble = str(missing)
        else:
            return redirect("staff:alerts")
    page, again = {"due": due, "form": form, "trouble": trouble}, request.method == "POST"
    return show(request, "staff/follow_up.html", page, here="alerts", status=AGAIN if again else 200)


def _finish(due: FollowUp, form: FollowUpForm, act: Act) -> None:
    outcome = FollowUp.Outcome(form.cleaned_data["outcome"])
    crisis.finish_follow_up(due, outcome=outcome, again_at=form.cleaned_data["again_at"], act=act)
