"""How long records are kept here, and of whom everything is past its time; only the privacy officer's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.continuum.erasing.past import past_its_time
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.policy import may_set_years
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.erasure_forms import NOT_ERASED, ReasonForm, YearsForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.keeping import keeping_page
from handrail.interfaces.staff.views.erasures import CELLS


@staff_page(*CELLS)
def keeping(request: HttpRequest) -> HttpResponse:
    """The years, who set them, a form that sets them, and the people whose time is past."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not may_set_years(act):
        raise Http404
    if request.method != "POST":
        return _page(request)
    form = YearsForm(request.POST, auto_id="years-%s")
    if not form.is_valid():
        return _page(request, years=form)
    form.keep(act)
    return redirect("staff:keeping")


@staff_page(*CELLS)
@posted
def keeping_case(request: HttpRequest, person_id: int) -> HttpResponse:
    """The case to erase the record of one of them is opened; a second person decides it."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = [one.person for one in past_its_time(act) if one.person.pk == person_id]
    if not found:
        raise Http404
    form = ReasonForm(request.POST, auto_id=f"past-{person_id}-%s")
    if not form.is_valid():
        return _page(request, sent=(person_id, form))
    try:
        rights.open_erasure(found[0], form.cleaned_data["reason"], act=act)
    except rights.CannotBeErased:
        form.add_error(None, NOT_ERASED)
        return _page(request, sent=(person_id, form))
    return redirect("staff:erasures")


def _page(
    request: HttpRequest, years: YearsForm | None = None, sent: tuple[int, ReasonForm] | None = None
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"keeping": keeping_page(act, years, sent)}
    status = AGAIN if years or sent else 200
    return show(request, "staff/keeping.html", page, here="emergencies", status=status)
