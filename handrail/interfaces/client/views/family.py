"""My family sessions: what was agreed, and whether those I invited may still come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.interfaces.doorkeeper import client_page
from handrail.pillars.counseling.models import FamilySession, Guest
from handrail.pillars.counseling.queries import consent_for

SHOWN = 10


@client_page(("appointments", "read"), ("consents", "read"))
def family(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    act: Act = request.act  # type: ignore[attr-defined]
    rows = FamilySession.objects.filter(appointment__person=act.actor).select_related("appointment__worker")
    newest = rows.order_by("appointment", "-version").distinct("appointment")
    held = [one for one in newest if one.appointment.status != Appointment.Status.CANCELLED]
    held.sort(key=lambda one: one.appointment.starts_at, reverse=True)
    return page(
        request, "client/family.html", {"sessions": [_shown(one, act) for one in held[:SHOWN]]}, here="me"
    )


def _shown(one: FamilySession, act: Act) -> dict[str, object]:
    assert act.actor is not None
    begins = local(act.actor, one.appointment.starts_at)
    guests = Guest.objects.invited_to(one.appointment)
    return {
        "session": one, "day": day_words(begins.date()), "time": clock_words(begins),
        "guests": [(g.recipient.name, consent_for(act.actor, g.recipient, act.at), g.answer) for g in guests],
    }  # fmt: skip
