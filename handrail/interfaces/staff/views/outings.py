"""Appointments elsewhere: writing one down, and the page on which it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Elsewhere
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.outing_forms import (
    THERE,
    BringForm,
    NewTimeForm,
    OutingForm,
    WentForm,
    WithoutForm,
)
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.appointments import bookable, strand_of
from handrail.interfaces.staff.queries.outings import arrange_form, outing_of, outing_or_404
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.arranging import needs_for
from handrail.pillars.case_management.models import Arrangement
from handrail.pillars.case_management.policy import may_arrange

What = Arrangement.What
#: A form, and what is done with it.
Doing = tuple[str, Form, Callable[[], object]]


@staff_page(("appointments", "write"))
def new_outing(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write down something they have to do outside of here."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    person = get_object_or_404(
        people_for(act, "appointments", "write").exclude(pk=act.actor.pk), pk=person_id
    )
    form = OutingForm(
        request.POST if request.method == "POST" else None, reader=act.actor, keepers=bookable(person, act)
    )
    if request.method == "POST" and form.is_valid() and (made := _booked(person, form, act)) is not None:
        return redirect("staff:outing", made.pk)
    page = {"person": person, "form": form}
    return show(
        request,
        "staff/new_outing.html",
        page,
        here="people",
        status=AGAIN if request.method == "POST" else 200,
    )


def _booked(person: Person, form: OutingForm, act: Act) -> Appointment | None:
    begins, over = form.times()
    try:
        return scheduling.book_elsewhere(
            person, form.keeper, what=Elsewhere(form.cleaned_data["what"]), starts_at=begins, ends_at=over,
            place=form.cleaned_data["place"], strand=strand_of(form.keeper, person, act), act=act,
        )  # fmt: skip
    except ValueError as refused:
        form.add_error("starts_at", str(refused))
        return None


@staff_page(("appointments", "read"), ("appointments", "write"))
def outing(request: HttpRequest, outing_id: int) -> HttpResponse:
    """GET shows it; POST does one of the things that its page offers."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = outing_or_404(outing_id, act)
    record = record_of(one.person_id, act, "appointments", "care_plan")
    sent: dict[str, Any] = {}
    if request.method == "POST":
        if not may_arrange(act, one).allowed:
            raise Http404
        name, form, do = _doing(request, one, record)
        if form.is_valid() and _done(form, do):
            return redirect("staff:outing", one.pk)
        sent[name] = form
    page = {
        "outing": outing_of(one, record, sent),
        "refused": [e for f in sent.values() for e in f.non_field_errors()],
    }
    return show(request, "staff/outing.html", page, here="people", status=AGAIN if sent else 200)


def _done(form: Form, do: Callable[[], object]) -> bool:
    try:
        do()
    except ValueError as refused:
        form.add_error(NON_FIELD_ERRORS, str(refused))
        return False
    return True


def _doing(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    """The form that was sent, by its name, and what it asks for. An unknown one is no address of ours."""
    ways: dict[str, Callable[[HttpRequest, Appointment, Record], Doing]] = {
        "arrange": _arrange, "arranged": _arranged, "without": _without, "bring": _bring, "went": _went, "time": _time,
    }  # fmt: skip
    way = ways.get(request.POST.get("do", ""))
    if way is None:
        raise Http404
    return way(request, one, record)


def _arrange(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    form = arrange_form(request.POST.get("what", ""), one, record, request.POST)
    return (
        f"arrange-{request.POST.get('what', '')}",
        form,
        lambda: cases.arrange(
            one, what=What(form.cleaned_data["what"]), act=record.act, **form.step(one.person, record.team)
        ),
    )


def _arranged(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    form = WithoutForm(request.POST)

    def tick() -> None:
        step = needs_for(one, record.act)[What(form.cleaned_data["what"])].step
        if step is not None:
            plans.complete(step, act=record.act)

    return "arranged", form, tick


def _without(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    form = WithoutForm(request.POST)
    return (
        "without",
        form,
        lambda: cases.do_without(one, what=What(form.cleaned_data["what"]), act=record.act),
    )


def _bring(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    form = BringForm(request.POST, auto_id="bring-%s")
    return "bring", form, lambda: cases.write_to_bring(one, words=form.cleaned_data["words"], act=record.act)


def _went(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    form = WentForm(request.POST, auto_id="went-%s")

    def tell() -> None:
        given = form.cleaned_data
        if one.starts_at > record.act.at and given["went"] == THERE:
            raise cases.TooLate("It has not begun yet. Nothing was saved.")
        cases.tell_outcome_elsewhere(
            one, was_there=given["went"] == THERE, in_the_way=given["in_the_way"], act=record.act
        )

    return "went", form, tell


def _time(request: HttpRequest, one: Appointment, record: Record) -> Doing:
    assert record.act.actor is not None
    form = NewTimeForm(request.POST, reader=record.act.actor, auto_id="time-%s")

    def find() -> None:
        begins, over = form.times()
        cases.find_new_time(
            one, starts_at=begins, ends_at=over, in_the_way=form.cleaned_data["in_the_way"], act=record.act
        )

    return "time", form, find
