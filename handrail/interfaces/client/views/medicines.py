"""What I take: whether I have it, and days without it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces import medicine_forms as medicine
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page


@client_page(("medications", "read"), ("checkins", "write"))
def medicines(request: HttpRequest) -> HttpResponse:
    """GET shows everything; POST tells one thing."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent = None
    if request.method == "POST":
        sent = medicine.read(request.POST, act.actor, act)
        if sent is None:
            raise Http404
        if medicine.done(sent, act.actor, act):
            return redirect(f"{reverse('client:medicines')}?told=saved")
    new = sent.form if sent and sent.medicine is None else medicine.MedicineForm(auto_id="new-%s")
    shown = {"lines": medicine.lines(act.actor, act, sent), "new": new, "refused": medicine.refused(sent)}
    return page(request, "client/medicines.html", shown, here="plan", status=422 if sent else 200)
