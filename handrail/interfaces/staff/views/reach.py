"""How somebody is reached, written down with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.people.models import ContactPoint
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.reaching import reach_page, take_way
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import record_of


@staff_page(("demographics", "read"), ("safe_contact", "read"), ("safe_contact", "write"))
def reach(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows every way; POST adds one, changes its rules, or takes it away."""
    record = record_of(person_id, request.act, "safe_contact")  # type: ignore[attr-defined]
    if not record.may("safe_contact", "write"):
        raise Http404
    sent = None
    if request.method == "POST":
        try:
            sent = take_way(record.person, request.POST, record.act)
        except ContactPoint.DoesNotExist as nobodys:
            raise Http404 from nobodys
        if sent is None:
            return redirect("staff:reach", person_id)
    page = {"record": record, **reach_page(record.person, record.act, sent)}
    return show(request, "staff/reach.html", page, here="people", status=AGAIN if sent else 200)
