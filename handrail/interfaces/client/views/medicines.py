"""What I take: whether I have it, and days without it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces import medicine_forms as medicine
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.one_thing import one_thing


@client_page(("medications", "read"), ("checkins", "write"))
def medicines(request: HttpRequest) -> HttpResponse:
    """GET shows everything; POST tells one thing."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent, done = one_thing(request, act.actor, act, medicine.read, medicine.done)
    if done:
        return redirect(f"{reverse('client:medicines')}?told=saved")
    new = sent.form if sent and sent.medicine is None else medicine.MedicineForm(auto_id="new-%s")
    shown = {"lines": medicine.lines(act.actor, act, sent), "new": new, "refused": medicine.refused(sent)}
    return page(request, "client/medicines.html", shown, here="plan", status=422 if sent else 200)
