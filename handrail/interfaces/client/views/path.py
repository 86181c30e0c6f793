"""My path: how it went, what I kept, with whom I share it, and days if I want to count them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.path_forms import MOMENT, CountForm, KeepForm
from handrail.interfaces.client.queries.path import path_page
from handrail.interfaces.client.queries.stretches import stretches_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Milestone

AGAIN = 422
OWN = ("demographics", "write")
SEEN = (("checkins", "read"), ("appointments", "read"), ("peer_notes", "read"), ("group_attendance", "read"))


@client_page(*SEEN)
def path(request: HttpRequest) -> HttpResponse:
    """Hills, ripples, moments. ?month=2026-10 shows another month."""
    found = path_page(request.act, request.GET.get("month", ""))  # type: ignore[attr-defined]
    return page(request, "client/path.html", found, here="plan")


@client_page(OWN)
def keeping(request: HttpRequest) -> HttpResponse:
    """GET asks for words; POST keeps a moment or a hope."""
    act: Act = request.act  # type: ignore[attr-defined]
    sent = request.method == "POST"
    form = KeepForm(request.POST if sent else None, today=_today(act))
    if not sent or not form.is_valid():
        return page(
            request, "client/keeping.html", {"form": form}, here="plan", status=AGAIN if sent else 200
        )
    given = form.cleaned_data
    if given["kind"] == MOMENT:
        peers.keep_moment(given["words"], given["sign"], given["on"] or _today(act), act=act)
    else:
        peers.hope_for(given["words"], given["sign"], act=act)
    return _told("saved")


@posts("client:path")
@client_page(OWN)
def happened(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """What I hoped for happened today."""
    act: Act = request.act  # type: ignore[attr-defined]
    peers.keep_milestone(_mine(act, milestone_id), _today(act), act=act)
    return _told("saved")


@posts("client:path")
@client_page(OWN)
def putting_away(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """I do not want to see it any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    peers.put_away(_mine(act, milestone_id), act=act)
    return _told("put-away")


@posts("client:path")
@client_page(("consents", "write"))
def milestone_sharing(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Let somebody around me read it, or stop."""
    act: Act = request.act  # type: ignore[attr-defined]
    milestone, sent = _mine(act, milestone_id), request.POST.get("reader", "")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0
    reader = get_object_or_404(Person, pk=number)
    if request.POST.get("reads") == "yes":
        peers.share_milestone(milestone, reader, act=act)
        return _told("sharing")
    peers.unshare_milestone(milestone, reader, act=act)
    return _told("stopped")


@client_page(OWN)
def days(request: HttpRequest) -> HttpResponse:
    """Days, if I want to count them: only I see them."""
    act: Act = request.act  # type: ignore[attr-defined]
    sent = request.method == "POST"
    form = CountForm(request.POST if sent else None, today=_today(act))
    if sent and form.is_valid():
        try:
            peers.count_days(form.cleaned_data["from_on"], act=act)
        except ValueError:
            form.add_error(
                "from_on", _("Those days are counted already. Choose a later day; nothing was changed.")
            )
        else:
            return redirect("client:days")
    found = stretches_page(act) | {"form": form}
    return page(request, "client/days.html", found, here="plan", status=AGAIN if sent else 200)


@posts("client:days")
@client_page(OWN)
def days_end(request: HttpRequest) -> HttpResponse:
    """Count no more. All of them stay."""
    peers.stop_counting(act=request.act)  # type: ignore[attr-defined]
    return redirect("client:days")


def _mine(act: Act, number: int) -> Milestone:
    return get_object_or_404(Milestone.objects.visible_to(act).filter(person=act.actor), pk=number)


def _today(act: Act) -> date:
    assert act.actor is not None
    return local(act.actor, act.at).date()


def _told(word: str) -> HttpResponse:
    return redirect(f"{reverse('client:path')}?told={word}")
