"""Who is on call, and planning it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.on_call_forms import NumberForm, ShiftForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.on_call import desk, on_call_page
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Shift

CELL = ("crisis_episodes", "read")


@staff_page(CELL)
def on_call(request: HttpRequest) -> HttpResponse:
    """GET shows two weeks; POST puts somebody on call."""
    act: Act = request.act  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, _form(act))
    form = _form(act, request)
    if not form.is_valid():
        return _page(request, form, AGAIN)
    worker, place, from_at, until_at = form.given()
    try:
        crisis.add_shift(worker, place=place, from_at=from_at, until_at=until_at, act=act)
    except ValueError as mistaken:
        form.add_error(None, str(mistaken))
        return _page(request, form, AGAIN)
    return redirect("staff:on_call")


@posts("staff:on_call")
@staff_page(CELL)
def number(request: HttpRequest) -> HttpResponse:
    """At which number whoever sends this is called."""
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, _form(request.act), AGAIN, number=form)  # type: ignore[attr-defined]
    crisis.be_called_at(form.cleaned_data["number"], act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:on_call")


@posts("staff:on_call")
@staff_page(CELL)
def shift_handover(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Somebody else takes this shift."""
    act: Act = request.act  # type: ignore[attr-defined]
    shift = get_object_or_404(Shift, pk=shift_id)
    worker = get_object_or_404(
        Person.objects.filter(pk__in=[one.pk for one in desk(act)]), pk=_number(request)
    )
    return _done(request, lambda: crisis.hand_over_shift(shift, worker, act=act))


@posts("staff:on_call")
@staff_page(CELL)
def shift_removal(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Nobody is on call there any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    shift = get_object_or_404(Shift, pk=shift_id)
    return _done(request, lambda: crisis.remove_shift(shift, act=act))


def _done(request: HttpRequest, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except ValueError as mistaken:
        form = _form(request.act)  # type: ignore[attr-defined]
        return _page(request, form, AGAIN, str(mistaken))
    return redirect("staff:on_call")


def _number(request: HttpRequest) -> int:
    sent = request.POST.get("worker", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0


def _form(act: Act, request: HttpRequest | None = None) -> ShiftForm:
    assert act.actor is not None
    return ShiftForm(request.POST if request else None, reader=act.actor, workers=desk(act))


def _page(
    request: HttpRequest, form: ShiftForm, status: int = 200, trouble: str = "", number: NumberForm | None = None
) -> HttpResponse:  # fmt: skip
    page: dict[str, Any] = {**on_call_page(request.act), "form": form, "trouble": trouble}  # type: ignore[attr-defined]
    page["number"] = number or NumberForm(initial={"number": page["mine"]})
    return show(request, "staff/on_call.html", page, here="on_call", status=status)
