"""Today: how now, what is next, and what was offered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import AlreadyAnswered, Proposal
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import CheckIn
from handrail.interfaces.client.forms import OfferForm
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.practices import one_tap
from handrail.interfaces.client.queries.today import NOT_NOW, offered_finding, today_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

READS = (("checkins", "read"), ("care_plan", "read"), ("appointments", "read"), ("demographics", "read"))


@client_page(*READS)
def today(request: HttpRequest) -> HttpResponse:
    """The first page of the person's app."""
    shown = today_page(request, request.act)  # type: ignore[attr-defined]
    return page(request, "client/today.html", {"today": shown, **one_tap()}, here="today")


@posts("client:today")
@client_page(("checkins", "write"))
def offer(request: HttpRequest) -> HttpResponse:
    """Somebody was offered. Yes is told to the team like any check-in; not now is kept for this visit only."""
    act, form = request.act, OfferForm(request.POST)  # type: ignore[attr-defined]
    if not form.is_valid():
        return redirect("client:today")
    if form.cleaned_data["answer"] == CheckIn.ReachOut.NO:
        found = offered_finding(request, act)
        request.session[NOT_NOW] = found.pk if found else None
        return redirect("client:today")
    key = form.cleaned_data["key"]
    measures.check_in(act.actor, key=key, answers={"reach_out": CheckIn.ReachOut.YES}, act=act)
    return redirect("client:check_in", key)


@posts("client:today")
@client_page(("care_plan", "append"))
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A step was proposed to the person: into the plan, or not now."""
    act = request.act  # type: ignore[attr-defined]
    proposal = get_object_or_404(
        Proposal.objects.visible_to(act).filter(asks__asked=act.actor).distinct(), pk=pk
    )
    try:
        if request.POST.get("answer") == "yes":
            responses.accept(proposal, act=act)
            told = "added"
        else:
            responses.decline(proposal, words="Not now", act=act)
            told = "not-now"
    except AlreadyAnswered:
        told = "answered"
    return redirect(f"{reverse('client:today')}?told={told}")
