"""Booking a time with somebody, and moving it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import may, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.foundation.scheduling.queries import pause_of
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.calendar_forms import BookForm, WhenForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.access_note import access_note
from handrail.interfaces.staff.queries.appointments import bookable, coming_of, line, past_of, strand_of
from handrail.interfaces.staff.words.times import here


@staff_page(("appointments", "read"), ("appointments", "write"))
def appointments_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows what is booked and what was; POST books."""
    act: Act = request.act  # type: ignore[attr-defined]
    person = get_object_or_404(people_for(act, "appointments"), pk=person_id)
    ask_ahead(act, person, ("appointments", "write"), ("demographics", "read"))
    workers = bookable(person, act)
    assert act.actor is not None
    form = BookForm(request.POST if request.method == "POST" else None, reader=act.actor, workers=workers)
    if request.method != "POST":
        return _page(request, person, form, workers)
    if not workers:
        raise Http404
    if form.is_valid() and _booked(person, form, act):
        return redirect("staff:appointments_of", person.pk)
    return _page(request, person, form, workers, AGAIN)


def _booked(person: Person, form: BookForm, act: Act) -> bool:
    begins, over = form.times()
    try:
        scheduling.book(
            person, form.worker, starts_at=begins, ends_at=over, strand=strand_of(form.worker, person, act),
            modality=Appointment.Modality(form.cleaned_data["modality"]), place=form.cleaned_data["place"],
            travel=form.travel, pause=pause_of(form.worker, here(act, begins).date()), act=act,
        )  # fmt: skip
    except ValueError as taken:
        form.add_error("starts_at", str(taken))
        return False
    return True


def _page(
    request: HttpRequest, person: Person, form: BookForm, workers: list[Person], status: int = 200
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"person": person, "coming": coming_of(person, act), "past": past_of(person, act),
            "access": access_note(person, act), "form": form if workers else None}  # fmt: skip
    return show(request, "staff/appointments.html", page, here="people", status=status)


@staff_page(("appointments", "read"), ("appointments", "write"))
def appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """GET shows one; POST moves it to another time."""
    act: Act = request.act  # type: ignore[attr-defined]
    rows = Appointment.objects.visible_to(act).select_related("person", "worker")
    one = get_object_or_404(rows, pk=appointment_id)
    if one.elsewhere and tells_what_for(act):
        return redirect("staff:outing", one.pk)
    writes = not one.elsewhere and may(act, "appointments", one.person, "write")
    assert act.actor is not None
    form = WhenForm(request.POST if request.method == "POST" else None, reader=act.actor)
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid() and _moved(one, form, act):
            return redirect("staff:appointment", one.pk)
    movable = writes and one.status == Appointment.Status.BOOKED
    page: dict[str, Any] = {"one": one, "line": line(one, act), "form": form if movable else None,
                            "access": access_note(one.person, act),
                            "begun": one.starts_at <= act.at, "writes": writes}  # fmt: skip
    status = AGAIN if request.method == "POST" else 200
    return show(request, "staff/appointment.html", page, here="calendar", status=status)


def _moved(one: Appointment, form: WhenForm, act: Act) -> bool:
    begins, over = form.times()
    try:
        scheduling.move(one, starts_at=begins, ends_at=over, act=act)
    except ValueError as taken:
        form.add_error("starts_at", str(taken))
        return False
    return True
