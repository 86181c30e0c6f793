"""The peers' page: answering who asks, saying who one is, and what a supervisor keeps an eye on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.peer_forms import CertificateForm, LimitForm, ProfileForm, SupervisionForm
from handrail.interfaces.staff.queries.peers import peers_page
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Match, PeerProfile
from handrail.pillars.peer_support.policy import matches_supervised, peers_supervised

CELLS = (("peer_notes", "read"),)


@staff_page(*CELLS)
def page(request: HttpRequest) -> HttpResponse:
    """Who asks for me, and how it stands with certificates."""
    return _page(request)


@posts("staff:peers")
@staff_page(*CELLS)
def acceptance(request: HttpRequest, match_id: int) -> HttpResponse:
    """Yes."""
    match = _asked(request, match_id)
    return _done(request, lambda: peers.accept_match(match, act=request.act))  # type: ignore[attr-defined]


@posts("staff:peers")
@staff_page(*CELLS)
def no_room(request: HttpRequest, match_id: int) -> HttpResponse:
    """Not now."""
    match = _asked(request, match_id)
    return _done(request, lambda: peers.decline_match(match, act=request.act))  # type: ignore[attr-defined]


@posts("staff:peers")
@staff_page(*CELLS)
def match_end(request: HttpRequest, match_id: int) -> HttpResponse:
    """A peer whom I supervise leaves, or cannot go on with somebody."""
    act: Act = request.act  # type: ignore[attr-defined]
    match = get_object_or_404(matches_supervised(act), pk=match_id)
    return _done(request, lambda: peers.end_match(match, act=act))


@posts("staff:peers")
@staff_page(*CELLS)
def profile(request: HttpRequest) -> HttpResponse:
    """What I show of myself."""
    form = ProfileForm(request.POST)
    return _sent(request, "profile", form, lambda given, act: peers.write_profile(**given, act=act))


@posts("staff:peers")
@staff_page(*CELLS)
def limit(request: HttpRequest) -> HttpResponse:
    """How many people a peer walks with."""
    return _sent(
        request,
        "limits",
        LimitForm(request.POST),
        lambda given, act: peers.set_caseload_limit(act=act, **given),
    )


@posts("staff:peers")
@staff_page(*CELLS)
def certificate(request: HttpRequest) -> HttpResponse:
    """A certificate or its renewal."""
    form = CertificateForm(request.POST, auto_id="certificate-%s", **_around(request.act))  # type: ignore[attr-defined]
    return _sent(request, "certificates", form, _about(form, peers.note_certificate))


@posts("staff:peers")
@staff_page(*CELLS)
def supervision(request: HttpRequest) -> HttpResponse:
    """Time in supervision."""
    form = SupervisionForm(request.POST, auto_id="supervision-%s", **_around(request.act))  # type: ignore[attr-defined]
    return _sent(request, "supervisions", form, _about(form, peers.note_supervision))


def _about(form: Any, change: Callable[..., object]) -> Callable[[dict[str, Any], Act], object]:
    def said(given: dict[str, Any], act: Act) -> object:
        return change(
            form.peer(), **{name: value for name, value in given.items() if name != "peer"}, act=act
        )

    return said


def _asked(request: HttpRequest, match_id: int) -> Match:
    act: Act = request.act  # type: ignore[attr-defined]
    return get_object_or_404(Match.objects.visible_to(act).filter(peer=act.actor), pk=match_id)


def _sent(
    request: HttpRequest, name: str, form: Form, change: Callable[[dict[str, Any], Act], object]
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, AGAIN, sent={name: form})
    try:
        change(form.cleaned_data, request.act)  # type: ignore[attr-defined]
    except ValueError as mistaken:
        form.add_error(None, str(mistaken))
        return _page(request, AGAIN, sent={name: form})
    return redirect("staff:peers")


def _done(request: HttpRequest, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except ValueError as mistaken:
        return _page(request, AGAIN, trouble=str(mistaken))
    return redirect("staff:peers")


def _around(act: Act) -> dict[str, Any]:
    return {"peers": peers_supervised(act), "today": organisation_day(act.at)}


def _page(
    request: HttpRequest, status: int = 200, trouble: str = "", sent: Mapping[str, Form] | None = None
) -> HttpResponse:
    sent = sent or {}
    act: Act = request.act  # type: ignore[attr-defined]
    found = peers_page(act)
    forms: dict[str, Any] = {
        "profile_form": sent.get("profile") or ProfileForm(initial=_begun(found["profile"]))
    }
    if found["supervises"]:
        around = _around(act)
        forms["certificates"] = sent.get("certificates") or CertificateForm(
            auto_id="certificate-%s", **around
        )
        forms["supervisions"] = sent.get("supervisions") or SupervisionForm(
            auto_id="supervision-%s", **around
        )
        forms["limits"] = sent.get("limits") or LimitForm(initial={"people": found["limit"]})
    shown = {**found, **forms, "trouble": trouble, "open": next(iter(sent), "")}
    return show(request, "staff/peers.html", shown, here="peers", status=status)


def _begun(profile: PeerProfile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    return {name: getattr(profile, name) for name in ("hello", "lived", "lived_for", "languages")}
