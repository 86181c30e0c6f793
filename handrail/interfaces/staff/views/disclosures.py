"""What of people's records went outside: for whoever the matrix lets read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import Consent, Packet
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.disclosures import latest_page, person_page

TEMPLATE = "staff/disclosures.html"


@staff_page(("disclosure_log", "read"))
def disclosures(request: HttpRequest) -> HttpResponse:
    """The latest of everybody, for the privacy officer."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not keeps_privacy(act):
        raise Http404
    return show(request, TEMPLATE, latest_page(act), here="emergencies")


@staff_page(("disclosure_log", "read"))
def disclosures_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """The accounting of one person."""
    return show(request, TEMPLATE, person_page(request.act, person_id), here="people")  # type: ignore[attr-defined]


@staff_page(("disclosure_log", "append"))
@posted
def sending(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open to an organisation what the person agreed to share with it."""
    act: Act = request.act  # type: ignore[attr-defined]
    theirs = Consent.objects.filter(person=person_id, person__in=keys_for(act, "disclosure_log", "append"))
    given = get_object_or_404(theirs, pk=_number(request))
    consent.send_packet(given, given.resources, act=act)
    return redirect("staff:disclosures_of", person_id)


@staff_page(("disclosure_log", "append"))
@posted
def closing(request: HttpRequest, person_id: int) -> HttpResponse:
    """Send no more; for thirty days it is still read, as long as the consent holds."""
    act: Act = request.act  # type: ignore[attr-defined]
    theirs = Packet.objects.filter(person=person_id, person__in=keys_for(act, "disclosure_log", "append"))
    consent.close_packet(get_object_or_404(theirs, pk=_number(request)), act=act)
    return redirect("staff:disclosures_of", person_id)


def _number(request: HttpRequest) -> int:
    sent = request.POST.get("number", "")
    if not (sent.isdecimal() and len(sent) < 19):
        raise Http404
    return int(sent)
