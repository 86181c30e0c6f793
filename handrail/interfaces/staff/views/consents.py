"""Consents of one person: how they stand, one signed on paper, one that somebody stopped in words or in writing."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.consenting import paragraphs
from handrail.interfaces.doorkeeper import fresh, staff_page
from handrail.interfaces.staff.consent_forms import PaperForm, PaperSignatureForm, StoppedForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.consents import consents_page
from handrail.interfaces.staff.queries.record import Record, record_of

READS, WRITES = ("consents", "read"), ("consents", "append")


@staff_page(READS)
@transaction.atomic
def consents(request: HttpRequest, person_id: int) -> HttpResponse:
    """All of them, and how they stand."""
    record = _record(request, person_id, "read")
    return _page(request, record, told=request.GET.get("told", ""))


def _page(
    request: HttpRequest, record: Record, sent: tuple[int, StoppedForm] | None = None, told: str = ""
) -> HttpResponse:
    page = {
        **consents_page(record, sent),
        "record": record,
        "tabs": record.tabs("consents_of"),
        "told": told if told in {"kept", "stopped", "firm"} else "",
    }
    return show(request, "staff/consents.html", page, here="people", status=AGAIN if sent else 200)


@staff_page(READS, WRITES)
@fresh
def paper(request: HttpRequest, person_id: int, kind: str) -> HttpResponse:
    """First what the paper says, then the whole text beside it, then the name under it."""
    if kind not in Consent.Kind.values:
        raise Http404
    record, sent = _record(request, person_id, "append"), request.method == "POST"
    form = PaperForm(
        request.POST if sent else None, person=record.person, kind=Consent.Kind(kind),
        today=organisation_day(record.act.at), auto_id="paper-%s",
    )  # fmt: skip
    written = form.written() if sent and form.is_valid() else None
    if written is None:
        page = {"record": record, "form": form, "kind": Consent.Kind(kind)}
        return show(request, "staff/consent_paper.html", page, here="people", status=AGAIN if sent else 200)
    return _compared(request, record, form, written.text)


def _compared(request: HttpRequest, record: Record, form: PaperForm, text: str) -> HttpResponse:
    signing = "signed_name" in request.POST
    signature = PaperSignatureForm(request.POST if signing else None)
    if signing and signature.is_valid() and _kept(record, form, signature):
        return redirect(f"{_address(record)}?told=kept")
    page = {
        "record": record,
        "form": form,
        "kind": form.kind,
        "signature": signature,
        "parts": paragraphs(text),
    }
    status = AGAIN if signing else 200
    return show(request, "staff/consent_compared.html", page, here="people", status=status)


def _kept(record: Record, form: PaperForm, signature: PaperSignatureForm) -> bool:
    try:
        consent.give_consent(record.person, form.terms(), signature=signature.signature(), act=record.act)
    except consent.NotYet as not_yet:
        signature.add_error(None, str(not_yet))
        return False
    return True


@staff_page(WRITES)
@posted
@fresh
def ending(request: HttpRequest, person_id: int, consent_id: int) -> HttpResponse:
    """They said or wrote that they stop it: from the next request on."""
    record = _record(request, person_id, "append")
    given = get_object_or_404(Consent, pk=consent_id, person=record.person)
    form = StoppedForm(request.POST, auto_id=f"stopped-{given.pk}-%s")
    if not form.is_valid() and given.revoked_at is None:
        return _page(request, record, (given.pk, form))
    try:
        consent.revoke_consent(given, how=Consent.How(form.cleaned_data.get("how", "spoken")), act=record.act)
    except consent.NotYet:
        return redirect(f"{_address(record)}?told=firm")
    return redirect(f"{_address(record)}?told=stopped")


def _record(request: HttpRequest, person_id: int, action: str) -> Record:
    """The record of somebody whose consents the actor may read, or add to."""
    record = record_of(person_id, request.act, "consents")  # type: ignore[attr-defined]
    if not record.may("consents", action):
        raise Http404
    return record


def _address(record: Record) -> str:
    return next(str(tab["href"]) for tab in record.tabs("consents_of") if tab["current"])
