"""What people ask to have corrected: decided by whoever may write there, or by the privacy officer."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Amendment
from handrail.foundation.rights.policy import may_decide_amendment
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.correction_forms import DecisionForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.corrections import corrections_page


@staff_page(("consents", "read"))
def corrections(request: HttpRequest) -> HttpResponse:
    """Those that this worker may decide."""
    return _page(request)


@staff_page(("consents", "read"))
@posted
def correction_decision(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """Accept, or decline on a ground of the law, with the reason that the person reads."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = get_object_or_404(Amendment, pk=amendment_id)
    if not may_decide_amendment(act, asked):
        raise Http404
    form = DecisionForm(request.POST, auto_id=f"decide-{asked.pk}-%s")
    if not form.is_valid():
        return _page(request, (asked.pk, form))
    # Whoever decided it first is right.
    with suppress(rights.NotNow):
        form.decide(asked, act)
    return redirect("staff:corrections")


def _page(request: HttpRequest, sent: tuple[int, Form] | None = None) -> HttpResponse:
    page = {"corrections": corrections_page(request.act, sent)}  # type: ignore[attr-defined]
    return show(request, "staff/corrections.html", page, here="emergencies", status=AGAIN if sent else 200)
