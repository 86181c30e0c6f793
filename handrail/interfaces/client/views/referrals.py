"""What is under way for the person outside of here, and whether it helped."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.needs_wording import standings
from handrail.interfaces.client.queries.referrals import referrals_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import IllegalMove, Referral
from handrail.pillars.case_management.needs import needs_of


@client_page(("referrals", "read"))
def referrals(request: HttpRequest) -> HttpResponse:
    """Where each stands, in plain words."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    found = {"found": referrals_page(act), "needs": needs_of(act.actor, standings(), act)}
    return page(request, "client/referrals.html", found, here="plan")


@posts("client:referrals")
@client_page(("referrals", "write"))
def referral_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """It helped or not; they were there; they do not want it any more."""
    act, said = request.act, request.POST.get("answer", "")  # type: ignore[attr-defined]
    mine = get_object_or_404(Referral.objects.visible_to(act).filter(person=act.actor), pk=pk)
    told = "saved"
    try:
        if said in {"helped", "partly", "not_helped"}:
            cases.tell_outcome(mine, outcome=said, words="", act=act)
        elif said == "visited":
            cases.visited(mine, act=act)
        elif said == "no_more":
            cases.take_back(mine, words="", act=act)
        else:
            raise Http404
    except IllegalMove:
        told = "moved"
    return redirect(f"{reverse('client:referrals')}?told={told}")
