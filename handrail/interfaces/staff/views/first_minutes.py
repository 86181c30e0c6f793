"""The first minutes of an alert: answers that stamp their own time, how urgent it is, and who is called in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.console_forms import (
    AnswerForm,
    AroundForm,
    CallInForm,
    RatingForm,
    TeamForm,
    UrgencyForm,
)
from handrail.interfaces.staff.queries.alerts import owners_for
from handrail.interfaces.staff.views.console import ADD, READ, act_of, do, show_console
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, CallIn, LogEntry
from handrail.pillars.crisis.site_checks import site_checks

NO_ANSWER = "That is no answer to one of these questions. Nothing was changed."


@posts("staff:alerts")
@staff_page(ADD, READ)
def answers(request: HttpRequest, alert_id: int) -> HttpResponse:
    """One tap, one answer."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_console(request, alert_id, trouble=NO_ANSWER)
    told = form.cleaned_data
    given = {told["question"]: told["value"]}
    return do(
        request, alert_id, lambda alert, act: crisis.answer(alert, check=told["check"], given=given, act=act)
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def ratings(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A scale rated by somebody trained in it."""
    check = next((one for one in site_checks() if one.trained and one.id == request.POST.get("check")), None)
    if check is None:
        return show_console(request, alert_id, trouble=NO_ANSWER)
    form = RatingForm(check, request.POST)
    if not form.is_valid():
        return show_console(request, alert_id, form)
    return do(
        request,
        alert_id,
        lambda alert, act: crisis.answer(alert, check=check.id, given=form.given, act=act),
        form,
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def around(request: HttpRequest, alert_id: int) -> HttpResponse:
    """What is told in words."""
    form = AroundForm(request.POST, auto_id="around-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    told = form.cleaned_data
    return do(request, alert_id, lambda alert, act: crisis.tell_around(alert, told=told, act=act), form)


@posts("staff:alerts")
@staff_page(ADD, READ)
def urgency(request: HttpRequest, alert_id: int) -> HttpResponse:
    """How urgent a human says it is."""
    form = UrgencyForm(request.POST, auto_id="urgency-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    tier, words = int(form.cleaned_data["tier"]), form.cleaned_data["words"]
    return do(
        request, alert_id, lambda alert, act: crisis.set_urgency(alert, tier=tier, words=words, act=act), form
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def supervisor(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Bring in a supervisor."""
    return do(request, alert_id, lambda alert, act: crisis.call_in(alert, kind=CallIn.Kind.BESIDE, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def handoff(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Somebody takes over, once they said so."""
    act = act_of(request)
    assert act.actor is not None
    others = owners_for(get_object_or_404(Alert.objects.visible_to(act), pk=alert_id), act)
    form = CallInForm(request.POST, others=others, reader=act.actor, auto_id="call-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    return do(
        request, alert_id,
        lambda alert, act: crisis.call_in(alert, kind=CallIn.Kind.TAKE_OVER, to=form.to, act=act), form,
    )  # fmt: skip


@posts("staff:alerts")
@staff_page(ADD, READ)
def coming(request: HttpRequest, alert_id: int) -> HttpResponse:
    """I come."""
    return do(request, alert_id, lambda alert, act: crisis.come(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def calling_off(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Nobody has to come any more."""
    return do(request, alert_id, lambda alert, act: crisis.call_off(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def mobile_team(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A mobile team is on its way; not there by then, people are called again."""
    form = TeamForm(request.POST, auto_id="team-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    kind, words = LogEntry.Kind.MOBILE_TEAM, form.cleaned_data["words"]
    return do(
        request, alert_id,
        lambda alert, act: crisis.set_next_step(alert, words=words, by=form.by(act.at), kind=kind, act=act), form,
    )  # fmt: skip
