"""What I agreed to: reading, agreeing, changing, stopping."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent
from handrail.foundation.consent.queries import consents_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.consents import agreed, consents_page, title_of
from handrail.interfaces.consenting import ConsentForm, SignatureForm, chosen_before, paragraphs
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.crisis.models import HelpLink

AGAIN = 422
READS, WRITES = ("consents", "read"), ("consents", "write")


@client_page(READS)
def consents(request: HttpRequest) -> HttpResponse:
    """All of them, and what else I can agree to."""
    return page(request, "client/consents.html", consents_page(request.act), here="me")  # type: ignore[attr-defined]


@client_page(READS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One, word for word as it was signed; made to be printed too."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Consent, person=act.actor, pk=pk)
    (held,) = [held for held in consents_of(mine.person, act) if held.consent.pk == mine.pk]
    context = {
        "agreed": agreed(held, mine.person, act),
        "parts": paragraphs(mine.text),
        "language": mine.language,
        "linked": HelpLink.objects.filter(consent=mine, ended_at=None).exists(),
    }
    return page(request, "client/consent.html", context, here="me")


@client_page(READS, WRITES)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """First what it should say, then the whole text to read, then the name under it. Nothing holds before that."""
    if kind not in Consent.Kind.values:
        raise Http404
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    before, sent = _before(request, kind), request.method == "POST"
    form = ConsentForm(
        request.POST if sent else None, initial=chosen_before(before) if before else None,
        person=act.actor, kind=Consent.Kind(kind), today=organisation_day(act.at),
    )  # fmt: skip
    written = form.written() if sent and form.is_valid() else None
    if written is None:
        context = {
            "form": form,
            "kind": kind,
            "title": title_of(kind),
            "instead": before.pk if before else "",
        }
        return page(request, "client/consent_new.html", context, here="me", status=AGAIN if sent else 200)
    return _read(request, form, before, written.text)


def _read(request: HttpRequest, form: ConsentForm, before: Consent | None, text: str) -> HttpResponse:
    signing = "signed_name" in request.POST
    signature = SignatureForm(request.POST if signing else None)
    if signing and signature.is_valid() and _given(request, form, before, signature):
        return redirect(f"{reverse('client:consents')}?told=agreed")
    context: dict[str, Any] = {
        "form": form, "signature": signature, "parts": paragraphs(text), "kind": form.kind.value,
        "instead": before.pk if before else "",
    }  # fmt: skip
    return page(request, "client/consent_read.html", context, here="me", status=AGAIN if signing else 200)


def _given(request: HttpRequest, form: ConsentForm, before: Consent | None, signature: SignatureForm) -> bool:
    act: Act = request.act  # type: ignore[attr-defined]
    name = consent.Signature(signature.cleaned_data["signed_name"])
    try:
        consent.give_consent(form.person, form.terms(), signature=name, act=act, instead_of=before)
    except consent.NotYet as not_yet:
        signature.add_error(None, str(not_yet))
        return False
    return True


@posts("client:consents")
@client_page(WRITES)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """I stop it: one step, from the next moment on."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Consent, person=act.actor, pk=pk)
    try:
        consent.revoke_consent(mine, how=Consent.How.SCREEN, act=act)
    except consent.NotYet:
        return redirect("client:consent", mine.pk)
    return redirect(f"{reverse('client:consents')}?told=taken-back")


def _before(request: HttpRequest, kind: str) -> Consent | None:
    """The consent that is changed by this one, when an address or a form says so."""
    number = request.POST.get("instead") or request.GET.get("instead")
    if not number:
        return None
    act: Act = request.act  # type: ignore[attr-defined]
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return get_object_or_404(Consent, person=act.actor, pk=int(number), kind=kind, revoked_at=None)
