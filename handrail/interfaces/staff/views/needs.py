"""What somebody must not get, and what they need to take part, for whoever may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import access_needs_of, none_known
from handrail.interfaces import allergy_forms as allergy
from handrail.interfaces.access_form import AccessForm, begun_from
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.need_words import said_by
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import Record, record_of


@staff_page(("medications", "read"), ("medications", "write"))
def allergies(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows everything; POST writes down one thing."""
    act: Act = request.act  # type: ignore[attr-defined]
    record, sent = record_of(person_id, act), None
    if not record.may("medications"):
        raise Http404
    writes = consent.may_tell_allergies(act, record.person)
    if request.method == "POST":
        sent = allergy.read(request.POST, record.person, act) if writes else None
        if sent is None:
            raise Http404
        if allergy.done(sent, record.person, act):
            return redirect("staff:allergies", person_id)
    known = none_known(record.person)
    page = {"record": record, "tabs": record.tabs("medicines"), "lines": allergy.lines(record.person, act, sent),
            "known": said_by(known) if known else "", "forms": allergy.empty_forms(False, sent), "writes": writes,
            "refused": allergy.refused(sent)}  # fmt: skip
    return show(request, "staff/allergies.html", page, here="people", status=AGAIN if sent else 200)


@staff_page(("demographics", "read"), ("demographics", "write"))
def access(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows the form as it stands; POST keeps a new version."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    if record.glance.access is None or not record.may("demographics", "write"):
        raise Http404
    sent = request.method == "POST"
    form = AccessForm(request.POST if sent else None, initial=begun_from(access_needs_of(record.person)))
    if not sent or not form.is_valid():
        return _page(request, record, form)
    try:
        consent.write_access(
            record.person, form.access(), instead_of=form.cleaned_data["instead_of"], act=record.act
        )
    except consent.AccessChanged as meanwhile:
        form.over(meanwhile.newest.version)
        return _page(request, record, form, str(meanwhile))
    return redirect("staff:person", person_id)


def _page(request: HttpRequest, record: Record, form: AccessForm, trouble: str = "") -> HttpResponse:
    page = {"record": record, "form": form, "trouble": trouble}
    status = AGAIN if request.method == "POST" else 200
    return show(request, "staff/access.html", page, here="people", status=status)
