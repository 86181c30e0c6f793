"""A scale filled in by a worker with the person, or rated: one page, kept half when asked, scored when sent."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.clinical.instruments.scale import Instrument
from handrail.foundation.measures import actions as measuring
from handrail.foundation.measures.models import Response
from handrail.foundation.measures.queries import half_answered
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.filling_form import FillingForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.filling import filled, filling_page
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.shelf import fillable


@staff_page(("demographics", "read"), ("measures", "write"))
@transaction.atomic
def filling(request: HttpRequest, person_id: int, instrument: str) -> HttpResponse:
    """Every question on one page, in the words of the scale."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    scale = next((one for one in fillable() if one.id == instrument), None)
    if scale is None or not record.may("measures", "write"):
        raise Http404
    if request.method == "POST":
        return _sent(request, record, FillingForm(scale, request.POST))
    assert record.act.actor is not None
    half = half_answered(record.person, record.act.actor, scale.id, record.act.at)
    return _drawn(request, record, FillingForm(scale, half=half))


def _drawn(request: HttpRequest, record: Record, form: FillingForm, status: int = 200) -> HttpResponse:
    page = filling_page(record, form.scale, form) | {"again": status == AGAIN}
    return show(request, "staff/filling.html", page, here="people", status=status)


def _sent(request: HttpRequest, record: Record, form: FillingForm) -> HttpResponse:
    if not form.is_valid():
        return _drawn(request, record, form, AGAIN)
    if form.is_pressing:
        # What cannot wait is kept and raised now, and what to do stands in this very answer.
        return _kept(request, record, form)
    if "later" in request.POST:
        measuring.keep_half(
            record.person, instrument_id=form.scale.id, key=form.key_given, answers=form.as_kept(),
            way=_way(form.scale), act=record.act,
        )  # fmt: skip
        return redirect(f"{reverse('staff:measures', args=[record.person.pk])}?told=later")
    if not form.answers or (form.left_open and "open" not in request.POST):
        return _drawn(request, record, form, AGAIN)
    return _kept(request, record, form)


def _kept(request: HttpRequest, record: Record, form: FillingForm) -> HttpResponse:
    kept = measuring.submit(
        record.person, instrument_id=form.scale.id, key=form.key_given, answers=form.answers,
        way=_way(form.scale), act=record.act,
    )  # fmt: skip
    page = {"record": record, "filled": filled(kept.response)}
    return show(request, "staff/filled.html", page, here="people")


def _way(scale: Instrument) -> Response.Way:
    return Response.Way.WITH if scale.may_be_sent_to_person else Response.Way.RATED
