"""The console of one alert, and everything whoever has it does with it. Times are those of the database's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.clinical.triage.check import Check
from handrail.foundation.consent.asker import who_asks
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.alert_forms import ClosingForm, NextStepForm, NoteForm
from handrail.interfaces.staff.console_forms import AroundForm, CallInForm, RatingForm, TeamForm, UrgencyForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.alerts import owners_for
from handrail.interfaces.staff.queries.console import BESIDE, Console, console
from handrail.interfaces.staff.queries.critical import Part, critical_of
from handrail.interfaces.staff.queries.emergency_care import care_of_alert
from handrail.interfaces.staff.queries.first_minutes import first_minutes
from handrail.interfaces.staff.transfer_forms import ArrivalForm, FactsForm, TransferForm
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.moment import database_clock

READ, ADD = ("crisis_episodes", "read"), ("crisis_episodes", "append")


def act_of(request: HttpRequest) -> Act:
    """The act at the database's clock, which counts for everybody."""
    act: Act = request.act  # type: ignore[attr-defined]
    # Who asks was found a moment ago, at the start of this request.
    return replace(act, at=database_clock(), memo=who_asks(act))


@staff_page(READ)
def one(request: HttpRequest, alert_id: int) -> HttpResponse:
    """The console of one alert."""
    return show_console(request, alert_id)


def show_console(
    request: HttpRequest, alert_id: int, sent: Form | None = None, trouble: str = ""
) -> HttpResponse:
    """The page, with what was sent and needs another look."""
    act = act_of(request)
    shown = console(alert_id, act)
    minutes = first_minutes(shown, act)
    page = {
        "console": shown, "minutes": minutes, "forms": _forms(shown, act, sent), "trouble": trouble,
        "care": care_of_alert(shown), "critical": _critical(shown),
        "open_closing": isinstance(sent, ClosingForm), "sent": type(sent).__name__ if sent is not None else "",
        "slim": True,
    }  # fmt: skip
    status = AGAIN if sent is not None or trouble else 200
    return show(request, "staff/alert.html", page, here="alerts", status=status)


def _critical(shown: Console) -> list[Part]:
    if shown.alert.person is None or not shown.opens_person:
        return []
    return critical_of(shown.alert.person, shown.act, *BESIDE)


def _forms(shown: Console, act: Act, sent: Form | None) -> dict[str, Any]:
    alert, reader = shown.alert, act.actor
    assert reader is not None
    owners = owners_for(alert, act)
    forms: dict[str, Any] = {
        "next_step": NextStepForm(auto_id="next-%s"), "note": NoteForm(auto_id="note-%s"),
        "closing": ClosingForm(reader=reader, at=act.at, owners=owners, auto_id="close-%s"),
        "urgency": UrgencyForm(auto_id="urgency-%s"), "around": AroundForm(initial=shown.around, auto_id="around-%s"),
        "call_in": CallInForm(others=owners, reader=reader, auto_id="call-%s"), "team": TeamForm(auto_id="team-%s"),
        "transfer": TransferForm(reader=reader, auto_id="transfer-%s"), "arrival": ArrivalForm(reader=reader, auto_id="arrival-%s"),
        "facts": FactsForm(reader=reader, auto_id="facts-%s"),
        "ratings": [_rating(one, shown, sent) for one in shown.rated],
    }  # fmt: skip
    if sent is not None and not isinstance(sent, RatingForm):
        forms[NAMES[type(sent)]] = sent
    return forms


def _rating(check: Check, shown: Console, sent: Form | None) -> RatingForm:
    if isinstance(sent, RatingForm) and sent.check.id == check.id:
        return sent
    return RatingForm(check, initial=shown.answers.get(check.id))


NAMES: dict[type[Form], str] = {
    NextStepForm: "next_step", NoteForm: "note", ClosingForm: "closing", UrgencyForm: "urgency", AroundForm: "around",
    TransferForm: "transfer", ArrivalForm: "arrival", FactsForm: "facts", CallInForm: "call_in", TeamForm: "team",
}  # fmt: skip


def do(
    request: HttpRequest, alert_id: int, what: Callable[[Alert, Act], object], sent: Form | None = None
) -> HttpResponse:
    """Do it and come back; what could not be done is said over the page, with what was typed."""
    act = act_of(request)
    alert = get_object_or_404(Alert.objects.visible_to(act), pk=alert_id)
    try:
        what(alert, act)
    except ValueError as mistaken:
        return show_console(request, alert_id, sent, str(mistaken))
    return redirect("staff:alert", alert_id)


@posts("staff:alerts")
@staff_page(ADD, READ)
def acknowledgement(request: HttpRequest, alert_id: int) -> HttpResponse:
    """I have it."""
    return do(request, alert_id, lambda alert, act: crisis.acknowledge(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def taking_over(request: HttpRequest, alert_id: int) -> HttpResponse:
    """I take it from whoever has it."""
    return do(request, alert_id, lambda alert, act: crisis.take_over(alert, act=act))


@posts("staff:alerts")
@staff_page(ADD, READ)
def next_step(request: HttpRequest, alert_id: int) -> HttpResponse:
    """What happens next, by when."""
    form = NextStepForm(request.POST, auto_id="next-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    words = form.cleaned_data["words"]
    return do(
        request, alert_id,
        lambda alert, act: crisis.set_next_step(alert, words=words, by=form.by(act.at), act=act), form,
    )  # fmt: skip


@posts("staff:alerts")
@staff_page(ADD, READ)
def notes(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A line of the running log."""
    form = NoteForm(request.POST, auto_id="note-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    words = form.cleaned_data["words"]
    return do(request, alert_id, lambda alert, act: crisis.add_note(alert, words=words, act=act), form)


@posts("staff:alerts")
@staff_page(ADD, READ)
def closing(request: HttpRequest, alert_id: int) -> HttpResponse:
    """It is over, and the next day is owned."""
    act = act_of(request)
    alert = get_object_or_404(Alert.objects.visible_to(act), pk=alert_id)
    assert act.actor is not None
    form = ClosingForm(
        request.POST, reader=act.actor, at=act.at, owners=owners_for(alert, act), auto_id="close-%s"
    )
    if not form.is_valid():
        return show_console(request, alert_id, form)
    try:
        crisis.close(
            alert, outcome=Alert.Outcome(form.cleaned_data["outcome"]), words=form.cleaned_data["words"],
            owner=form.owner(), follow_up_at=form.cleaned_data["follow_up_at"], act=act,
        )  # fmt: skip
    except ValueError as missing:
        return show_console(request, alert_id, form, str(missing))
    return redirect("staff:alerts")
