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
from handrail.interfaces.one_thing import one_thing
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.versioned import versioned


@staff_page(("medications", "read"), ("medications", "write"))
def allergies(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows everything; POST writes down one thing."""
    act: Act = request.act  # type: ignore[attr-defined]
    record = record_of(person_id, act)
    writes = consent.may_tell_allergies(act, record.person)
    if not record.may("medications") or (request.method == "POST" and not writes):
        raise Http404
    sent, done = one_thing(request, record.person, act, allergy.read, allergy.done)
    if done:
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
    sent = request.POST if request.method == "POST" else None
    form = AccessForm(sent, initial=begun_from(access_needs_of(record.person)))

    def write() -> None:
        before = form.cleaned_data["instead_of"]
        consent.write_access(record.person, form.access(), instead_of=before, act=record.act)

    return versioned(request, record, form, "staff/access.html", write)
