"""Opening a record in an emergency, ending it, and reviewing it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.consent.offices import discloses, emergency_standing, licensed
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.doorkeeper import fresh, staff_page
from handrail.interfaces.staff.emergency_forms import EmergencyForm, ReviewForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.emergencies import emergencies, facts_form, owed_facts

TOO_MANY = 429


@staff_page(("demographics", "read"), ("emergency_access", "append"))
@fresh
def emergency(request: HttpRequest) -> HttpResponse:
    """What a worker knows of somebody, and why: the search is written down before it answers."""
    act: Act = request.act  # type: ignore[attr-defined]
    form = _form(request, act)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=AGAIN)
    try:
        access = _sought(form, act)
    except consent.TooManySearches:
        return _page(request, form, found="too_many", status=TOO_MANY)
    return redirect("staff:person", access.person_id) if access else _page(request, form, found="nobody")


def _sought(form: EmergencyForm, act: Act) -> EmergencyAccess | None:
    given = form.cleaned_data
    return consent.seek_in_emergency(
        form.known(), reason=EmergencyAccess.Reason(given["reason"]), words=given["words"], act=act,
        facts=form.facts(), withheld_because=given.get("withheld_because") or "",
    )  # fmt: skip


def _form(request: HttpRequest, act: Act) -> EmergencyForm:
    standing = emergency_standing(act)
    if standing is None or act.actor is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    return EmergencyForm(
        data, reader=act.actor, at=act.at, discloses=discloses(act, standing), licensed=licensed(act)
    )


def _page(request: HttpRequest, form: EmergencyForm, *, found: str = "", status: int = 200) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"form": form, "found": found, "owed": owed_facts(act), "lines": help_lines()}
    return show(request, "staff/emergency.html", page, here="emergency", status=status)


@staff_page(("emergency_access", "append"))
@posted
def emergency_facts(request: HttpRequest, access_id: int) -> HttpResponse:
    """The facts of a disclosure that were missing."""
    act: Act = request.act  # type: ignore[attr-defined]
    access = get_object_or_404(EmergencyAccess, pk=access_id, reader=act.actor)
    form = facts_form(access, act, request.POST)
    if form.is_valid():
        consent.write_emergency_facts(access, form.facts(), act=act)
    return redirect("staff:emergency")


@staff_page(("emergency_access", "append"))
@posted
def emergency_end(request: HttpRequest, access_id: int) -> HttpResponse:
    """End it now: by whoever opened it."""
    act: Act = request.act  # type: ignore[attr-defined]
    consent.end_emergency_access(get_object_or_404(EmergencyAccess, pk=access_id, reader=act.actor), act=act)
    return redirect("staff:today")


@staff_page(("emergency_access", "read"))
def emergency_list(request: HttpRequest) -> HttpResponse:
    """What is open now and what waits for its review."""
    return _listed(request)


def _listed(request: HttpRequest, sent: tuple[int, ReviewForm] | None = None) -> HttpResponse:
    page = emergencies(request.act, sent)  # type: ignore[attr-defined]
    return show(request, "staff/emergencies.html", page, here="emergencies", status=AGAIN if sent else 200)


@staff_page(("emergency_access", "write"))
@posted
def emergency_review(request: HttpRequest, access_id: int) -> HttpResponse:
    """What the privacy officer makes of it. Whoever reviewed it first is right."""
    act: Act = request.act  # type: ignore[attr-defined]
    access = _reviewable(access_id, act)
    form = ReviewForm(request.POST, auto_id=f"review-{access_id}-%s")
    if not form.is_valid():
        return _listed(request, (access_id, form))
    outcome = EmergencyAccess.Outcome(form.cleaned_data["outcome"])
    if access.reviewed_at is None:
        consent.review(access, outcome=outcome, words=form.cleaned_data["words"], act=act)
    return redirect("staff:emergencies")


@staff_page(("emergency_access", "write"))
@posted
def emergency_telling(request: HttpRequest, access_id: int) -> HttpResponse:
    """Let the person know now."""
    act: Act = request.act  # type: ignore[attr-defined]
    consent.tell_of_emergency_access(_reviewable(access_id, act), act=act)
    return redirect("staff:emergencies")


@staff_page(("emergency_access", "write"))
@posted
def emergency_closing(request: HttpRequest, access_id: int) -> HttpResponse:
    """The privacy officer ends it."""
    act: Act = request.act  # type: ignore[attr-defined]
    consent.end_emergency_access(_reviewable(access_id, act), act=act)
    return redirect("staff:emergencies")


def _reviewable(access_id: int, act: Act) -> EmergencyAccess:
    seen = EmergencyAccess.objects.filter(person__in=keys_for(act, "emergency_access", "write"))
    found: EmergencyAccess = get_object_or_404(seen, pk=access_id)
    return found
