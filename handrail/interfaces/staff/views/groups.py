"""Groups and meetings, and who has a seat."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering, Seat
from handrail.foundation.scheduling.policy import may_change
from handrail.foundation.teams.models import STRANDS, Role
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.group_forms import GroupForm, SeatForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries import groups as query

CELL = ("group_attendance", "read")


@staff_page(CELL)
def groups(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST makes one that the reader leads."""
    act: Act = request.act  # type: ignore[attr-defined]
    programmes = query.planned_programmes(act)
    form = GroupForm(request.POST or None, programmes=programmes)
    if request.method == "POST" and form.is_valid() and (made := _made(form, act)) is not None:
        return redirect("staff:group", made.pk)
    page = {"groups": query.my_groups(act), "form": form if programmes else None}
    return show(
        request, "staff/groups.html", page, here="groups", status=AGAIN if request.method == "POST" else 200
    )


def _made(form: GroupForm, act: Act) -> Gathering | None:
    assert act.actor is not None
    try:
        return scheduling.make_gathering(
            lead=act.actor, strand=_strand(act), time_zone=act.actor.time_zone, **form.given(), act=act
        )
    except ValueError as taken:
        form.add_error("clock", str(taken))
    return None


def _strand(act: Act) -> str:
    roles = [Role(s.role) for s in standings(act) if s.role in Role.values]
    return STRANDS.get(roles[0], "counsel") if roles else "counsel"


@staff_page(CELL, ("appointments", "write"))
def group(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """GET shows times and seats; POST gives a seat."""
    act: Act = request.act  # type: ignore[attr-defined]
    rows = Gathering.objects.visible_to(act).select_related("lead", "programme")
    one = get_object_or_404(rows, pk=gathering_id)
    changes = may_change(act, one) and one.ended_at is None
    seats = changes and one.called == Gathering.Called.NAME
    form = SeatForm(request.POST or None, people=query.seatable(one, act) if seats else [])
    if request.method == "POST":
        if not seats:
            raise Http404
        if form.is_valid() and _seated(one, form, act):
            return redirect("staff:group", one.pk)
    ahead, before = query.times_of(one, act)
    page: dict[str, Any] = {"group": one, "ahead": ahead, "before": before, "seats": query.seats_of(one, act),
                            "form": form if seats else None, "changes": changes}  # fmt: skip
    return show(
        request, "staff/group.html", page, here="groups", status=AGAIN if request.method == "POST" else 200
    )


def _seated(one: Gathering, form: SeatForm, act: Act) -> bool:
    try:
        scheduling.give_seat(one, form.person, act=act)
    except ValueError as refused:
        form.add_error("person", str(refused))
        return False
    return True


@posts("staff:groups")
@staff_page(CELL)
def group_end(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """It takes place no more."""
    act: Act = request.act  # type: ignore[attr-defined]
    scheduling.end_gathering(get_object_or_404(Gathering.objects.visible_to(act), pk=gathering_id), act=act)
    return redirect("staff:groups")


@posts("staff:groups")
@staff_page(CELL)
def seat_end(request: HttpRequest, seat_id: int) -> HttpResponse:
    """The seat is free again."""
    act: Act = request.act  # type: ignore[attr-defined]
    seen = Seat.objects.filter(person__in=keys_for(act, "group_attendance"))
    seat = get_object_or_404(seen.filter(gathering__in=Gathering.objects.visible_to(act)), pk=seat_id)
    scheduling.end_seat(seat, act=act)
    return redirect("staff:group", seat.gathering_id)
