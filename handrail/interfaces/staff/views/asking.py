"""Asking for scales: whom, how often by itself, and who has not answered."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measuring
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.sessions import leave_session
from handrail.interfaces.staff.asking_forms import ScheduleForm
from handrail.interfaces.staff.frame import asks_for_scales, show
from handrail.interfaces.staff.pages import AGAIN, measures_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.asking import programmes_of, schedules_for, unanswered
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.queries.shelf import askable
from handrail.interfaces.staff.wanted import page_of
from handrail.interfaces.tablet import hold


@staff_page(("measures", "read"))
def scales(request: HttpRequest) -> HttpResponse:
    """Who has not answered, and what a program asks for by itself."""
    return _drawn(request)


def _drawn(request: HttpRequest, sent: tuple[int, ScheduleForm] | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    if not asks_for_scales(act):
        raise Http404
    page = {
        "unanswered": unanswered(act, page_of(request.GET)),
        "programmes": programmes_of(act, sent),
    }
    return show(request, "staff/scales.html", page, here="scales", status=AGAIN if sent else 200)


@staff_page(("measures", "read"))
@posted
def programme_schedules(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One more scale is asked of everybody in a program by itself."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme.objects.filter(pk__in=supervised(act)), pk=programme_id)
    form = ScheduleForm(request.POST, auto_id=f"schedule-{programme.pk}-%s")
    if not form.is_valid():
        return _drawn(request, (programme.pk, form))
    told = form.cleaned_data
    measuring.schedule(
        instrument_id=told["instrument"], when=told["when"], every_days=told["every_days"],
        programme=programme, act=act,
    )  # fmt: skip
    return redirect("staff:scales")


@staff_page(("demographics", "read"), ("measures", "write"))
@posted
@transaction.atomic
def own_schedules(request: HttpRequest, person_id: int) -> HttpResponse:
    """How often this person is asked for a scale by itself."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    if not record.may("measures", "write"):
        raise Http404
    form = ScheduleForm(request.POST, own=True, auto_id="schedule-%s")
    if not form.is_valid():
        return measures_page(request, person_id, schedule_form=form)
    told = form.cleaned_data
    measuring.schedule(
        instrument_id=told["instrument"], when=told["when"], every_days=told["every_days"],
        person=record.person, act=record.act,
    )  # fmt: skip
    return redirect("staff:measures", person_id)


@staff_page(("demographics", "read"), ("measures", "write"))
@posted
def tablet(request: HttpRequest, person_id: int) -> HttpResponse:
    """Hand this browser to the person: the worker is signed out here, and it shows nothing but the questions."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    try:
        word = measuring.begin_sitting(record.person, act=record.act)
    except measuring.NothingAsked:
        return redirect("staff:measures", person_id)
    return hold(leave_session(request, redirect("client:tablet"), why="tablet", act=record.act), word)


@staff_page(("measures", "read"))
@posted
def schedule_end(request: HttpRequest, schedule_id: int) -> HttpResponse:
    """It is asked for by itself no longer."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = get_object_or_404(schedules_for(act), pk=schedule_id)
    measuring.end_schedule(one, act=act)
    return redirect("staff:measures", one.person_id) if one.person_id else redirect("staff:scales")


@staff_page(("demographics", "read"), ("measures", "write"))
@posted
def assignments(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for a scale."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    asked = request.POST.get("instrument")
    if asked not in {one.id for one in askable()}:
        raise Http404
    by = record.today + measuring.TO_ANSWER
    measuring.ask(record.person, instrument_id=asked, due_on=by, act=record.act)
    return redirect("staff:measures", person_id)
