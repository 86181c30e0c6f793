"""The notice of privacy practices, given by hand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.rights import actions as rights
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import record_of


@staff_page(("demographics", "read"), ("consents", "append"))
@posted
def notice_on_paper(request: HttpRequest, person_id: int) -> HttpResponse:
    """A worker gave it to the person on paper today."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    rights.give_notice_on_paper(record.person, record.person.language, act=record.act)
    return redirect("staff:person", person_id)
