"""Erasing a person's record: opened by the privacy officer, decided by a second person."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.foundation.rights.policy import may_call_off_erasure, may_decide_erasure, sees_erasures
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.erasure_forms import NOT_ERASED, AnswerForm, OpenForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.erasures import erasures_page

CELLS = (("consents", "read"), ("emergency_access", "read"))


@staff_page(*CELLS)
def erasures(request: HttpRequest) -> HttpResponse:
    """The cases, and a form that opens one."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not sees_erasures(act):
        raise Http404
    if request.method != "POST":
        return _page(request)
    if not keeps_privacy(act):
        raise Http404
    return _opened(request, act)


def _opened(request: HttpRequest, act: Act) -> HttpResponse:
    form = OpenForm(request.POST, act=act, auto_id="erase-%s")
    if not form.is_valid() or form.person is None:
        return _page(request, opening=form)
    try:
        rights.open_erasure(form.person, form.cleaned_data["reason"], act=act)
    except rights.CannotBeErased:
        form.add_error(None, NOT_ERASED)
        return _page(request, opening=form)
    return redirect("staff:erasures")


@staff_page(*CELLS)
@posted
def erasure_decision(request: HttpRequest, erasure_id: int) -> HttpResponse:
    """A second person agrees or not, in words that the person reads."""
    act: Act = request.act  # type: ignore[attr-defined]
    erasure = get_object_or_404(Erasure, pk=erasure_id)
    if not may_decide_erasure(act, erasure):
        raise Http404
    form = AnswerForm(request.POST, auto_id=f"answer-{erasure.pk}-%s")
    if not form.is_valid():
        return _page(request, sent=(erasure.pk, form))
    # Whoever was first is right.
    with suppress(rights.NotNow):
        form.decide(erasure, act)
    return redirect("staff:erasures")


@staff_page(*CELLS)
@posted
def erasure_end(request: HttpRequest, erasure_id: int) -> HttpResponse:
    """The officer takes it back: nothing more goes."""
    act: Act = request.act  # type: ignore[attr-defined]
    erasure = get_object_or_404(Erasure, pk=erasure_id)
    if not may_call_off_erasure(act, erasure):
        raise Http404
    with suppress(rights.NotNow):
        rights.call_off_erasure(erasure, act=act)
    return redirect("staff:erasures")


def _page(
    request: HttpRequest, sent: tuple[int, Form] | None = None, opening: Form | None = None
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    form = (opening or OpenForm(act=act, auto_id="erase-%s")) if keeps_privacy(act) else None
    page = {"erasures": erasures_page(act, sent), "form": form}
    status = AGAIN if sent or opening else 200
    return show(request, "staff/erasures.html", page, here="emergencies", status=status)
