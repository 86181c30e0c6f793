"""Care changed from a signal: why, and everything that changes, on one page."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.continuum.adjusting import actions as adjusting
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.adjusting_forms import AdjustForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.adjusting import Adjusting, adjusting_of, was_sent


@staff_page(("demographics", "read"), ("care_plan", "read"), ("care_plan", "write"))
def care(request: HttpRequest, concern_id: int) -> HttpResponse:
    """GET shows why and what can change; POST changes all of it or nothing."""
    act: Act = request.act  # type: ignore[attr-defined]
    concern = get_object_or_404(Concern.objects.select_related("person"), pk=concern_id)
    if concern.closed_at is not None and request.method != "POST":
        return redirect("staff:person", concern.person_id)
    shown = adjusting_of(concern, act)
    if request.method != "POST":
        return _page(request, shown, AdjustForm(offered_here=shown.offered, initial={"key": uuid4()}))
    if was_sent(concern, request.POST.get("key", "")):
        return redirect("staff:person", concern.person_id)
    form = AdjustForm(request.POST, offered_here=shown.offered)
    if form.is_valid() and _done(shown, form, act):
        return redirect("staff:person", concern.person_id)
    return _page(request, shown, form, AGAIN)


def _done(shown: Adjusting, form: AdjustForm, act: Act) -> bool:
    try:
        adjusting.adjust(shown.concern, key=form.cleaned_data["key"], change=form.change(), act=act)
    except ValueError as refused:
        # A time that is taken since, a proposal somebody else answered: said above the form, which keeps all of it.
        form.add_error(None, str(refused))
        return False
    return True


def _page(request: HttpRequest, shown: Adjusting, form: AdjustForm, status: int = 200) -> HttpResponse:
    page = {"record": shown.record, "shown": shown, "form": form, "tabs": shown.record.tabs("person")}
    return show(request, "staff/adjusting.html", page, here="people", status=status)
