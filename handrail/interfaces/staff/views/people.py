"""The caseload, and finding somebody in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.foundation.welcome.policy import intake_programmes
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.forms import SearchForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.queries.people import my_programmes, people_list


@staff_page(("demographics", "read"), ("appointments", "read"), ("checkins", "read"))
def people(request: HttpRequest) -> HttpResponse:
    """People I may see, by the name they go by."""
    act = request.act  # type: ignore[attr-defined]
    form = SearchForm(request.GET, programmes=my_programmes(act))
    asked = form.cleaned_data if form.is_valid() else {}
    begins, programme = asked.get("q", ""), asked.get("programme", "")
    found = (
        people_list(act, begins=begins, programme=programme, page=asked.get("page") or 1) if asked else None
    )
    context = {"found": found, "form": form, "query": form["q"].value() or "",
               "takes_in": bool(intake_programmes(act))}  # fmt: skip
    return show(request, "staff/people.html", context, here="people", status=200 if asked else 422)
