"""Erasing my record: what may go, what has to stay and until when, what was decided, and calling it off."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.continuum.erasing.fates import STAYING
from handrail.continuum.erasing.keeping import stages_of
from handrail.foundation.consent.offices import officers
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure
from handrail.foundation.rights.queries import erasures_of
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts


@client_page(("consents", "read"), ("consents", "write"))
def erasing(request: HttpRequest) -> HttpResponse:
    """What it means for my record, and how mine stands."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    shown = {
        "erasures": erasures_of(act.actor), "stages": stages_of(act.actor), "staying": STAYING,
        "officer": next(iter(officers(act)), None),
    }  # fmt: skip
    return page(request, "client/erasing.html", shown, here="me")


@posts("client:erasing")
@client_page(("consents", "write"))
def erasing_end(request: HttpRequest, pk: int) -> HttpResponse:
    """I changed my mind: nothing more goes."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Erasure, person=act.actor, pk=pk)
    # What is over already cannot be called off.
    with suppress(rights.NotNow):
        rights.call_off_erasure(mine, act=act)
    return redirect(f"{reverse('client:erasing')}?told=saved")
