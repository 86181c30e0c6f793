"""Subpoenas, orders and calls: what the privacy officer answers, and a second person agrees to."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import LegalRequest
from handrail.foundation.rights.policy import legal_requests_seen, may_agree_order, sees_legal_requests
from handrail.foundation.teams.queries import local
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.legal_forms import OpenLegalForm, OrderForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.legal import legal_page
from handrail.interfaces.staff.views.erasures import CELLS

SECOND = {"agree": rights.agree_order, "set_back": rights.set_order_back}


@staff_page(*CELLS)
def legal(request: HttpRequest) -> HttpResponse:
    """What came, and a form for what comes."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not sees_legal_requests(act):
        raise Http404
    if request.method != "POST":
        return _page(request)
    if not keeps_privacy(act):
        raise Http404
    assert act.actor is not None
    form = OpenLegalForm(request.POST, today=local(act.actor, act.at).date(), auto_id="legal-%s")
    if not form.is_valid():
        return _page(request, opening=form)
    form.keep(act)
    return redirect("staff:legal")


@staff_page(*CELLS)
@posted
def legal_request(request: HttpRequest, legal_request_id: int) -> HttpResponse:
    """What the button named: an order to check, a second person's word, or an answer."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = get_object_or_404(LegalRequest.objects.filter(legal_requests_seen(act)), pk=legal_request_id)
    part = request.POST.get("part", "")
    if part in SECOND:
        if not may_agree_order(act, asked):
            raise Http404
        with suppress(rights.NotNow):  # whoever was first is right
            SECOND[part](asked, act=act)
        return redirect("staff:legal")
    if not keeps_privacy(act):
        raise Http404
    if part in LegalRequest.Answer.values:
        with suppress(rights.NotNow):
            rights.answer_legal_request(asked, LegalRequest.Answer(part), act=act)
        return redirect("staff:legal")
    return _order(request, act, asked)


def _order(request: HttpRequest, act: Act, asked: LegalRequest) -> HttpResponse:
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    form = OrderForm(request.POST, act=act, today=today, auto_id=f"order-{asked.pk}-%s")
    if form.is_valid():
        form.keep(asked)
    if form.errors and asked.state == LegalRequest.State.WAITING:
        return _page(request, sent=(asked.pk, form))
    return redirect("staff:legal")


def _page(
    request: HttpRequest, sent: tuple[int, Form] | None = None, opening: Form | None = None
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    form = (opening or OpenLegalForm(today=today, auto_id="legal-%s")) if keeps_privacy(act) else None
    page = {"requests": legal_page(act, sent), "form": form}
    status = AGAIN if sent or opening else 200
    return show(request, "staff/legal.html", page, here="emergencies", status=status)
