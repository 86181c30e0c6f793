"""Practices outside the office: agreed on with somebody, and read before the next session."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.practices import actions as practising
from handrail.foundation.practices.models import Practice
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.practice_forms import BeginForm
from handrail.interfaces.staff.queries.practices import not_now_of, practices_of


@staff_page(("demographics", "read"), ("care_plan", "read"), ("care_plan", "write"))
@transaction.atomic
def practices(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET reads what was told; POST agrees on one more."""
    shown = practices_of(person_id, request.act)  # type: ignore[attr-defined]
    may_write, sent = shown.record.may("care_plan", "write"), request.method == "POST"
    if sent and not may_write:
        raise Http404
    form = BeginForm(request.POST if sent else None, not_now=not_now_of(shown.record), auto_id="practice-%s")
    if sent and form.is_valid():
        practising.begin(shown.record.person, act=shown.record.act, **form.cleaned_data)
        return redirect("staff:practices", person_id)
    page = {"record": shown.record, "practices": shown, "form": form if may_write else None}
    return show(request, "staff/practices.html", page, here="people", status=AGAIN if sent else 200)


@staff_page(("care_plan", "write"))
@posted
def practice_end(request: HttpRequest, practice_id: int) -> HttpResponse:
    """It is no longer practised."""
    act = request.act  # type: ignore[attr-defined]
    found = get_object_or_404(Practice.objects.visible_to(act), pk=practice_id)
    practising.end(found, act=act)
    return redirect("staff:practices", found.person_id)
