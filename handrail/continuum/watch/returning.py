"""Somebody who was looked for gets in touch, in whatever way: nobody looks for them any more, and whoever did is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handrail.continuum.watch.hearing import last_heard
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.events import MessageWritten
from handrail.foundation.scheduling.events import AppointmentSettled, AttendanceNoted
from handrail.foundation.scheduling.models import Appointment, Attendance
from handrail.pillars.case_management.actions import hear_from
from handrail.pillars.case_management.events import AttemptLogged
from handrail.pillars.case_management.models import Attempt, Search
from handrail.pillars.crisis.events import AlertAskedAgain, AlertRaised
from handrail.pillars.peer_support.events import ContactLogged
from handrail.pillars.peer_support.models import PeerContact

CAME = {
    Appointment.Status.FULFILLED, Appointment.Status.LATE, Attendance.Status.CAME, Attendance.Status.LATE
}  # fmt: skip
#: Entries that say only with their facts whether the person was there. All others that lead here are the person's own.
#: Whoever was at a meeting where nobody is asked who they are was in touch with nobody, and is left out of this.
FROM_THEM: Mapping[str, Callable[[Entry], bool]] = {
    MessageWritten.kind: lambda entry: entry.actor_id == entry.person_id,
    AlertRaised.kind: lambda entry: entry.actor_id == entry.person_id,
    AlertAskedAgain.kind: lambda entry: entry.actor_id == entry.person_id,
    ContactLogged.kind: lambda entry: entry.facts.get("outcome") == PeerContact.Outcome.REACHED,
    AttemptLogged.kind: lambda entry: entry.facts.get("outcome") == Attempt.Outcome.REACHED,
    AppointmentSettled.kind: lambda entry: entry.facts.get("status") in CAME,
    AttendanceNoted.kind: lambda entry: entry.facts.get("status") in CAME,
}


def note_return(entry: Entry, act: Act) -> None:
    """They were in touch after somebody began to look for them. What lies before that, and is told late, ends nothing."""
    says = FROM_THEM.get(entry.kind)
    if entry.person_id is None or (says is not None and not says(entry)):
        return
    search = (
        Search.objects.filter(person=entry.person_id)
        .select_related("person")
        .order_by("-begun_at", "-pk")
        .first()
    )
    if search is None or not (search.is_open or search.status in Search.NOT_IN_TOUCH):
        return
    heard = last_heard(search.person)
    if heard is not None and heard >= (search.ended_at or search.begun_at):
        hear_from(search.person, act=Act(None, act.at, act.via))
