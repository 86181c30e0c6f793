"""Something in my record is wrong: asking for a correction, reading the answer, disagreeing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.continuum.copies.pointing import pointed_at
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Amendment
from handrail.interfaces.client.corrections import CorrectionForm, DisagreementForm, corrections_of
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

AGAIN = 422


@client_page(("consents", "read"), ("consents", "write"))
def corrections(request: HttpRequest) -> HttpResponse:
    """What I asked to have corrected, and a form to ask; about one row when an address names it."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    named, sent = request.POST or request.GET, request.method == "POST"
    pointed = pointed_at(act.actor, named.get("about", ""), named.get("row", ""))
    form = CorrectionForm(request.POST if sent else None, pointed=pointed)
    if sent and form.is_valid():
        given = form.cleaned_data
        rights.ask_amendment(form.meant(), wrong=given["wrong"], right=given["right"], act=act)
        return redirect(f"{reverse('client:corrections')}?told=asked")
    return _page(request, {"form": form, "pointed": pointed}, AGAIN if sent else 200)


@posts("client:corrections")
@client_page(("consents", "write"))
def disagreement(request: HttpRequest, pk: int) -> HttpResponse:
    """I still disagree: it stays beside the answer."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Amendment, person=act.actor, pk=pk)
    form = DisagreementForm(request.POST, auto_id=f"disagree-{mine.pk}-%s")
    if not form.is_valid():
        return _page(request, {"form": CorrectionForm(pointed=None), "sent": (mine.pk, form)}, AGAIN)
    # Saying it twice changes nothing.
    with suppress(rights.NotNow):
        rights.disagree(mine, form.cleaned_data["words"], act=act)
    return redirect(f"{reverse('client:corrections')}?told=saved")


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    asked = corrections_of(act.actor, context.pop("sent", None))
    return page(
        request, "client/corrections.html", context | {"corrections": asked}, here="me", status=status
    )
