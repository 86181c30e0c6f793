"""What stands around every page of the team: the organisation's name and who is at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import may_count, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Case
from handrail.foundation.consent.offices import emergency_standing, keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.policy import sees_erasures
from handrail.foundation.scheduling.policy import plans_meetings
from handrail.foundation.teams.models import STRANDS, Role
from handrail.interfaces.reading_clock import on_the_clock_of
from handrail.interfaces.staff.queries.on_call import around_every_page
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.policy import ANSWERING


def show(
    request: HttpRequest, template: str, page: Mapping[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Render a page of the team in its frame; `here` is lit in the rail. 422: something sent needs another look."""
    act: Act = request.act  # type: ignore[attr-defined]
    with on_the_clock_of(act.actor):
        return render(request, template, {**frame(act), "here": here, **page}, status=status)


def frame(act: Act) -> dict[str, Any]:
    """The rail: organisation, and the worker with their first role."""
    roles = [Role(standing.role) for standing in standings(act) if standing.role in Role.values]
    role = roles[0] if roles else None
    worker = {
        "name": act.actor.preferred_name if act.actor else "",
        "role": role.label if role else "",
        "strand": STRANDS.get(role, "self") if role else "self",
    }
    around = around_every_page(act)
    return {
        "organisation": around.organisation,
        "worker": worker,
        "places": places(act),
        "office_pages": office_pages(act),
        "on_call": around.on_call,
        "live_alerts": live_alerts(act) if around.waits else [],
    }


def live_alerts(act: Act) -> list[Alert]:
    """Open alerts that nobody has, among those the reader may see: they stand over every page."""
    waiting = Alert.objects.open().held_by_nobody().visible_to(act)
    return list(waiting.select_related("person").soonest_first()[:5])


@dataclass(frozen=True, slots=True)
class Place:
    """One more place of the rail."""

    name: str
    href: str
    icon: str
    word: str


def places(act: Act) -> list[Place]:
    """Where this worker's roles lead besides Today and People."""
    roles = {standing.role for standing in standings(act)}
    found = []
    if any(plans_meetings(role) for role in roles):
        found.append(Place("calendar", reverse("staff:calendar"), "calendar-blank", _("Calendar")))
        if roles & {Role.COUNSELOR, Role.SUPERVISOR, Role.PRESCRIBER}:
            found.append(Place("caseload", reverse("staff:caseload"), "path", _("Caseload")))
        found.append(Place("groups", reverse("staff:groups"), "users-three", _("Groups")))
    if asks_for_scales(act):
        found.append(Place("scales", reverse("staff:scales"), "clipboard-text", _("Scales")))
    if Role.PEER_SPECIALIST in roles:
        found.append(Place("calls", reverse("staff:calls"), "phone-fill", _("Calls")))
    if roles & ANSWERING:
        found.append(Place("messages", reverse("staff:messages"), "chats-circle", _("Messages")))
    if roles & (ANSWERING | {Role.SUPERVISOR}):
        found.append(Place("case_reviews", reverse("staff:case_reviews"), "users", _("Case review")))
        found.append(Place("gaps", reverse("staff:gaps"), "warning-circle", _("Small gaps")))
    if roles & {Role.CASE_MANAGER, Role.SUPERVISOR}:
        found.append(Place("finding", reverse("staff:finding"), "magnifying-glass", _("Finding people")))
    if roles & {Role.PEER_SPECIALIST, Role.SUPERVISOR}:
        found.append(Place("peers", reverse("staff:peers"), "hand-heart", _("Peers")))
    if refers(act):
        found.append(Place("directory", reverse("staff:directory"), "signpost", _("Services")))
    if roles & ANSWERING:
        found.append(Place("alerts", reverse("staff:alerts"), "lifebuoy", _("Crisis")))
    if roles & {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}:
        found.append(Place("workers", reverse("staff:workers"), "users-three", _("Workers")))
    if emergency_standing(act) is not None:
        found.append(Place("emergency", reverse("staff:emergency"), "ambulance", _("Emergency")))
    if may_count(act, "reports"):
        found.append(Place("how_soon", reverse("staff:how_soon"), "clock", _("How soon")))
    if roles & {Role.PRIVACY_OFFICER, Role.SUPERVISOR, Case.Role.AUDITOR}:
        found.append(Place("emergencies", reverse("staff:emergencies"), "eye", _("Privacy")))
    return found


def asks_for_scales(act: Act) -> bool:
    """Whether a role of the worker reads the scales of their own people, or of a whole program."""
    held = [standing.role for standing in standings(act) if standing.role in Role.values]
    return any(cell(role, "measures").read in {"assigned", "programme"} for role in held)


def refers(act: Act) -> bool:
    """Whether a role of the worker may refer somebody."""
    return any(
        cell(standing.role, "referrals").write != "none"
        for standing in standings(act)
        if standing.role in Role.values
    )


def office_pages(act: Act) -> list[Place]:
    """What lies behind Privacy: all of it for the privacy officer, reviews and cases for others."""
    pages = [("emergencies", _("Emergency access")), ("looks", _("Looks")), ("restrictions", _("Requests")), ("corrections", _("Corrections")), ("complaints", _("Complaints")), ("breaches", _("Breaches")), ("closed", _("Closed records")),
             ("legal", _("Legal requests")), ("cases", _("Cases")), ("erasures", _("Erasing")), ("keeping", _("How long we keep")), ("disclosures", _("Shared outside")), ("partners", _("Partners")), ("part2", _("Programs")), ("why", _("Why"))]  # fmt: skip
    return [
        Place(name, reverse(f"staff:{name}"), "", word)
        for name, word in pages
        if name in {"emergencies", "cases"}
        or keeps_privacy(act)
        or (name in {"erasures", "legal"} and sees_erasures(act))
    ]
