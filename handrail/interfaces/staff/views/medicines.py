"""What somebody takes, and whether they have it: for whoever reads medicines. Nothing here prescribes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.ledger.act import Act
from handrail.interfaces import medicine_forms as medicine
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.one_thing import one_thing
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import record_of
from handrail.pillars.case_management.policy import may_tell_of_medicines


@staff_page(("medications", "read"), ("care_plan", "write"))
def medicines(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows everything; POST writes down one thing on their behalf."""
    act: Act = request.act  # type: ignore[attr-defined]
    record = record_of(person_id, act, "medications")
    writes = may_tell_of_medicines(act, record.person).allowed
    if not record.may("medications") or (request.method == "POST" and not writes):
        raise Http404
    sent, done = one_thing(request, record.person, act, medicine.read, medicine.done)
    if done:
        return redirect("staff:medicines", person_id)
    new = sent.form if sent and sent.medicine is None else medicine.MedicineForm(auto_id="new-%s")
    page = {"record": record, "tabs": record.tabs("medicines"), "lines": medicine.lines(record.person, act, sent),
            "new": new, "writes": writes, "refused": medicine.refused(sent)}  # fmt: skip
    return show(request, "staff/medicines.html", page, here="people", status=AGAIN if sent else 200)
