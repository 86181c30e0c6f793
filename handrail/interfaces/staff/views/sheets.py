"""Worksheets in session: read by whoever may, written together, signed where both stand by it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.safety import safety_of
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Sheet, own_signs_of
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.sheet_form import SheetForm, begun_from
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.queries.sheets import (
    hidden_from_others,
    questions_with,
    sheet_of,
    writing_with,
)

CELLS = (("demographics", "read"), ("measures", "read"), ("measures", "write"), ("safety_plan", "read"), ("safety_plan", "write"), ("care_plan", "read"), ("care_plan", "write"))  # fmt: skip


@staff_page(*CELLS)
@transaction.atomic
def sheet(request: HttpRequest, person_id: int, sheet_id: int) -> HttpResponse:
    """One worksheet to read."""
    found = sheet_of(person_id, sheet_id, request.act)  # type: ignore[attr-defined]
    urgent = safety_of(found.asked, found.version.told)
    page = {"record": found.record, "page": found, "urgent": urgent[0] if urgent else None}
    return show(request, "staff/sheet.html", page, here="people")


@staff_page(*CELLS)
def new(request: HttpRequest, person_id: int, number: int) -> HttpResponse:
    """A new one, written together."""
    record, asked = writing_with(person_id, number, request.act)  # type: ignore[attr-defined]
    return _write(request, record, asked, None, {})


@staff_page(*CELLS)
def words(request: HttpRequest, person_id: int, sheet_id: int) -> HttpResponse:
    """The same one, written further together."""
    found = sheet_of(person_id, sheet_id, request.act)  # type: ignore[attr-defined]
    if not found.may_write:
        raise Http404
    hidden = hidden_from_others(found.record, found.asked.id)
    told = {id: value for id, value in found.version.told.items() if id not in hidden}
    return _write(request, found.record, found.asked, found.sheet, begun_from(told, found.version.version))


@staff_page(*CELLS)
@posted
def signature(request: HttpRequest, person_id: int, sheet_id: int) -> HttpResponse:
    """The worker stands by this version of a plan."""
    found = sheet_of(person_id, sheet_id, request.act)  # type: ignore[attr-defined]
    if found.asked.kind == "plan":
        practices.sign(found.version, act=found.record.act)
    return redirect("staff:sheet", person_id, sheet_id)


def _write(
    request: HttpRequest, record: Record, asked: Method, sheet: Sheet | None, initial: dict[str, object]
) -> HttpResponse:
    sent = request.method == "POST"
    form = SheetForm(
        request.POST if sent else None,
        initial=initial,
        questions=questions_with(record, asked),
        signs=own_signs_of(record.person),
        auto_id="sheet-%s",
    )
    key = _key(request)
    if not sent or not form.is_valid():
        return _page(request, record, asked, form, key)
    try:
        made = practices.write(
            record.person, method=asked.id, key=key, answers=form.answers(), sheet=sheet,
            instead_of=form.cleaned_data["instead_of"] or 0, act=record.act,
        )  # fmt: skip
    except practices.WrittenMeanwhile as meanwhile:
        form.over(meanwhile.newest.version)
        return _page(request, record, asked, form, key, trouble=str(meanwhile))
    return redirect("staff:sheet", record.person.pk, made.sheet_id)


def _key(request: HttpRequest) -> UUID:
    # A form that lost its key is a new sheet: nothing typed is turned away for it.
    try:
        found: UUID = UUIDField().clean(request.POST.get("key", ""))
    except ValidationError:
        return uuid4()
    return found


def _page(
    request: HttpRequest, record: Record, asked: Method, form: SheetForm, key: UUID, trouble: str = ""
) -> HttpResponse:
    page = {"record": record, "asked": asked, "form": form, "key": key, "trouble": trouble}
    status = AGAIN if request.method == "POST" else 200
    return show(request, "staff/sheet_form.html", page, here="people", status=status)
