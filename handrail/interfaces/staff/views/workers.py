"""Who works here and in which roles: for administrators, and as far as it needs two, for the privacy officer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.accounts.actions import HasAWayIn
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.models import AlreadyDecided, RoleRequest
from handrail.interfaces.doorkeeper import fresh, staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.workers import one_worker, workers_page
from handrail.interfaces.staff.worker_forms import (
    AddressForm,
    FindWorkerForm,
    ProgrammeForm,
    RoleForm,
    WorkerForm,
)

View = Callable[..., HttpResponse]
SAID = (welcome.AddressTaken, welcome.RolesClash, welcome.LastOfThem, AlreadyDecided, HasAWayIn)


def _door(allows: Callable[[Act], bool]) -> Callable[[View], View]:
    def door(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allows(request.act):  # type: ignore[attr-defined]
                raise Http404
            return view(request, *args, **kwargs)

        return staff_page(("accounts", "read"), ("accounts", "write"))(through)

    return door


administrators = _door(policy.administers)
offices = _door(lambda act: policy.administers(act) or keeps_privacy(act))


@offices
def workers(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, by name."""
    return _listed(request)


@administrators
@fresh
@posted
def welcoming(request: HttpRequest) -> HttpResponse:
    """One more. The code stands on the next page, once."""
    act: Act = request.act  # type: ignore[attr-defined]
    form = WorkerForm(request.POST, auto_id="new-%s")
    if not form.is_valid():
        return _listed(request, form=form)
    given = form.cleaned_data
    try:
        worker, code = welcome.welcome_worker(name=given["name"], email=given["email"], act=act)
    except welcome.AddressTaken as taken:
        form.add_error("email", str(taken))
        return _listed(request, form=form)
    welcome.give_role(worker, given["programme"], given["role"], act=act)
    return _one(request, worker, code=code)


@administrators
@fresh
@posted
def programmes(request: HttpRequest) -> HttpResponse:
    """One more program; one of that name is there already: nothing changes."""
    form = ProgrammeForm(request.POST, auto_id="programme-%s")
    if not form.is_valid():
        return _listed(request, programme=form)
    welcome.open_programme(form.cleaned_data["name"], act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:workers")


@offices
def worker(request: HttpRequest, worker_id: int) -> HttpResponse:
    """One of them."""
    return _one(request, _worker(worker_id))


@administrators
@fresh
@posted
def roles(request: HttpRequest, worker_id: int) -> HttpResponse:
    """A role from now on, or a request for one that needs two."""
    act: Act = request.act  # type: ignore[attr-defined]
    who, form = _worker(worker_id), RoleForm(request.POST, auto_id="role-%s")
    if not form.is_valid():
        return _one(request, who, form=form)
    given = form.cleaned_data
    return _did(request, who, lambda: welcome.give_role(who, given["programme"], given["role"], act=act))


@administrators
@fresh
@posted
def role_end(request: HttpRequest, worker_id: int, membership_id: int) -> HttpResponse:
    """They give it up."""
    act: Act = request.act  # type: ignore[attr-defined]
    who = _worker(worker_id)
    held = get_object_or_404(Membership.objects.at(act.at), pk=membership_id, person=who)
    return _did(request, who, lambda: welcome.end_role(held, act=act))


@administrators
@fresh
@posted
def worker_code(request: HttpRequest, worker_id: int) -> HttpResponse:
    """Another code for somebody who never came in."""
    act: Act = request.act  # type: ignore[attr-defined]
    who = _worker(worker_id)
    try:
        return _one(request, who, code=welcome.hand_over_code(who, act=act))
    except HasAWayIn as refused:
        return _one(request, who, said=str(refused))


@administrators
@fresh
@posted
def worker_address(request: HttpRequest, worker_id: int) -> HttpResponse:
    """They sign in with another address."""
    act: Act = request.act  # type: ignore[attr-defined]
    who, form = _worker(worker_id), AddressForm(request.POST, auto_id="address-%s")
    if not form.is_valid():
        return _one(request, who, address=form)
    if not policy.may_give(act, who):
        return _one(request, who, said=_("Somebody else changes your own address. Nothing was changed."))
    try:
        welcome.change_address(who, form.cleaned_data["email"], act=act)
    except welcome.AddressTaken as taken:
        form.add_error("email", str(taken))
        return _one(request, who, address=form)
    return redirect("staff:worker", who.pk)


@administrators
@fresh
@posted
def goodbye(request: HttpRequest, worker_id: int) -> HttpResponse:
    """They no longer work here."""
    act: Act = request.act  # type: ignore[attr-defined]
    who = _worker(worker_id)
    return _did(request, who, lambda: welcome.say_goodbye(who, act=act))


@offices
@fresh
@posted
def role_decision(request: HttpRequest, request_id: int) -> HttpResponse:
    """The second person gives it or not; whoever asked takes it back."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = get_object_or_404(RoleRequest.objects.select_related("worker"), pk=request_id)
    answer = request.POST.get("now", "")
    if answer == "back" and act.actor == asked.asked_by:
        return _did(request, asked.worker, lambda: welcome.take_back_role(asked, act=act))
    if answer not in {"give", "decline"} or not policy.may_decide_role(act, asked):
        raise Http404
    return _did(request, asked.worker, lambda: welcome.decide_role(asked, give=answer == "give", act=act))


def _worker(key: int) -> Person:
    return get_object_or_404(policy.workers(), pk=key)


def _did(request: HttpRequest, who: Person, change: Callable[[], object]) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    if policy.administers(act) and not policy.may_give(act, who):
        return _one(request, who, said=_("Somebody else changes your own roles. Nothing was changed."))
    try:
        change()
    except SAID as refused:
        return _one(request, who, said=str(refused))
    return redirect("staff:worker", who.pk)


def _one(
    request: HttpRequest, who: Person, *, form: RoleForm | None = None, address: AddressForm | None = None,
    code: str = "", said: str = "",
) -> HttpResponse:  # fmt: skip
    page = {
        "one": one_worker(who, request.act), "form": form or RoleForm(auto_id="role-%s"),  # type: ignore[attr-defined]
        "address": address or AddressForm(auto_id="address-%s"), "code": code, "said": said,
    }  # fmt: skip
    again = AGAIN if said or (form and form.errors) or address else 200
    return show(request, "staff/worker.html", page, here="workers", status=again)


def _listed(
    request: HttpRequest, *, form: WorkerForm | None = None, programme: ProgrammeForm | None = None
) -> HttpResponse:
    find = FindWorkerForm(request.GET, auto_id="find-%s")
    begins = find.cleaned_data["q"] if find.is_valid() else ""
    page = {
        "found": workers_page(request.act, begins), "find": find,  # type: ignore[attr-defined]
        "form": form or WorkerForm(auto_id="new-%s"), "programme": programme or ProgrammeForm(auto_id="programme-%s"),
    }  # fmt: skip
    again = AGAIN if form or programme or not find.is_valid() else 200
    return show(request, "staff/workers.html", page, here="workers", status=again)
