"""How I am reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.leads import LeadForm, leads_page, take_lead
from handrail.interfaces.reaching import Sent, reach_page, take_way
from handrail.pillars.case_management.models import Lead

AGAIN = 422


@client_page(("safe_contact", "read"), ("safe_contact", "write"))
def reach(request: HttpRequest) -> HttpResponse:
    """GET shows every way, and where they may be found; POST adds to it, changes rules, or takes something away."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent: Sent | LeadForm | None = None
    if request.method == "POST":
        try:
            sent = _taken(act.actor, request.POST, act)
        except (ContactPoint.DoesNotExist, Lead.DoesNotExist) as nobodys:
            raise Http404 from nobodys
        if sent is None:
            return redirect(f"{reverse('client:reach')}?told=saved")
    lead, way = (sent, None) if isinstance(sent, LeadForm) else (None, sent)
    shown = {
        **reach_page(act.actor, act, way),
        "leads": leads_page(act.actor, lead),
        "who": who_reads(act.actor, act, "safe_contact"),
    }
    return page(request, "client/reach.html", shown, here="me", status=AGAIN if sent else 200)


def _taken(person: Person, given: Mapping[str, Any], act: Act) -> Sent | LeadForm | None:
    """What was sent, done; with its form when it could not be kept."""
    take = take_lead if given.get("do") in {"lead", "lead_end"} else take_way
    return take(person, given, act)
