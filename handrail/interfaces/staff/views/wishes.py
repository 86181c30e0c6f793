"""How somebody wants to be treated, written with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.consent import actions as consent
from handrail.foundation.people.models import wishes_of
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.wishes_form import WishesForm, begun_from


@staff_page(
    ("demographics", "read"),
    ("safe_contact", "read"),
    ("safe_contact", "write"),
    ("care_plan", "read"),
    ("measures", "write"),
)
def wishes(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows the form as it stands; POST keeps a new version."""
    record = record_of(person_id, request.act, "safe_contact")  # type: ignore[attr-defined]
    if record.wishes is None or not record.wishes.may_write:
        raise Http404
    sent, history = request.method == "POST", record.may("measures", "write")
    form = WishesForm(
        request.POST if sent else None,
        initial=begun_from(wishes_of(record.person)),
        own=False,
        history=history,
    )
    if not sent or not form.is_valid():
        return _page(request, record, form)
    try:
        consent.write_wishes(
            record.person, form.wishes(), instead_of=form.cleaned_data["instead_of"], act=record.act
        )
    except consent.WishesChanged as meanwhile:
        form.over(meanwhile.newest.version)
        return _page(request, record, form, str(meanwhile))
    return redirect("staff:person", person_id)


def _page(request: HttpRequest, record: Record, form: WishesForm, trouble: str = "") -> HttpResponse:
    page = {"record": record, "form": form, "trouble": trouble}
    status = AGAIN if request.method == "POST" else 200
    return show(request, "staff/wishes.html", page, here="people", status=status)
