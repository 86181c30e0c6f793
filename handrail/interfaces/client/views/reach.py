"""How I am reached."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.reaching import reach_page, take_way

AGAIN = 422


@client_page(("safe_contact", "read"), ("safe_contact", "write"))
def reach(request: HttpRequest) -> HttpResponse:
    """GET shows every way; POST adds one, changes its rules, or takes it away."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent = None
    if request.method == "POST":
        try:
            sent = take_way(act.actor, request.POST, act)
        except ContactPoint.DoesNotExist as nobodys:
            raise Http404 from nobodys
        if sent is None:
            return redirect(f"{reverse('client:reach')}?told=saved")
    shown = {**reach_page(act.actor, act, sent), "who": who_reads(act.actor, act, "safe_contact")}
    return page(request, "client/reach.html", shown, here="me", status=AGAIN if sent else 200)
