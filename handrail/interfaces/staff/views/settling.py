"""Saying how something went: an appointment that is over, a concern that was looked into."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Concern
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.actions import AlreadySettled
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.pages import after
from handrail.interfaces.staff.posting import posted


@staff_page(("appointments", "write"))
@posted
def appointment_settlement(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Came, did not come, or canceled: of a meeting whose time has come; canceled also before."""
    act = request.act  # type: ignore[attr-defined]
    appointment = get_object_or_404(Appointment.objects.visible_to(act), pk=appointment_id)
    status, _mark, who = request.POST.get("status", "").partition(":")
    if who not in ("", *Appointment.CancelledBy.values) or status not in Appointment.MOVES[
        Appointment.Status.BOOKED
    ] - {Appointment.Status.MOVED}:
        raise Http404
    if appointment.starts_at > act.at and status != Appointment.Status.CANCELLED:
        raise Http404
    # Whoever said it first is right; the confirmation shows what was kept.
    with suppress(AlreadySettled):
        scheduling.settle(appointment, status=Appointment.Status(status), cancelled_by=who, act=act)
    return after(request, appointment.person_id, f"a{appointment.pk}")


@staff_page(("checkins", "append"))
@posted
def concern_settlement(request: HttpRequest, concern_id: int) -> HttpResponse:
    """A real concern, explained, or nothing behind it."""
    act = request.act  # type: ignore[attr-defined]
    concern = get_object_or_404(Concern.objects.visible_to(act), pk=concern_id)
    outcome = request.POST.get("outcome")
    if outcome not in Concern.Outcome.values:
        raise Http404
    watch.settle(concern, outcome=Concern.Outcome(outcome), act=act)
    return after(request, concern.person_id, f"c{concern.pk}")
