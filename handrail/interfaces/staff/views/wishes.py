"""How somebody wants to be treated, written with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from handrail.foundation.consent import actions as consent
from handrail.foundation.people.models import wishes_of
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.versioned import versioned
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
    sent, history = request.POST if request.method == "POST" else None, record.may("measures", "write")
    form = WishesForm(sent, initial=begun_from(wishes_of(record.person)), own=False, history=history)

    def write() -> None:
        before = form.cleaned_data["instead_of"]
        consent.write_wishes(record.person, form.wishes(), instead_of=before, act=record.act)

    return versioned(request, record, form, "staff/wishes.html", write)
