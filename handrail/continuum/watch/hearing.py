"""When somebody was heard from last, in whatever way, over all that is done with them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.messaging.models import InboundText, Message
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Attendance
from handrail.pillars.peer_support.models import Going, PeerContact


def last_heard(person: Person) -> datetime | None:
    """The newest check-in, visit, group, meeting, conversation, message or text; None when there was none."""
    there = [Attendance.Status.CAME, Attendance.Status.LATE]
    came = Appointment.objects.of(person).filter(status__in=["fulfilled", "late"])
    talked = PeerContact.objects.filter(person=person, outcome=PeerContact.Outcome.REACHED)
    newest = (
        CheckIn.objects.of(person).aggregate(at=Max("made_at")),
        came.aggregate(at=Max("starts_at")),
        Attendance.objects.of(person).filter(status__in=there).aggregate(at=Max("occasion__starts_at")),
        talked.aggregate(at=Max("at")),
        Going.objects.filter(person=person).aggregate(at=Max("went_at")),
        Message.objects.filter(author=person, conversation__person=person).aggregate(at=Max("at")),
        InboundText.objects.filter(person=person).aggregate(at=Max("came_at")),
    )
    return max((found["at"] for found in newest if found["at"] is not None), default=None)


def tries_since(person: Person, heard: datetime | None) -> int:
    """How often a peer tried to reach them since then."""
    tried = PeerContact.objects.filter(person=person).exclude(outcome=PeerContact.Outcome.REACHED)
    return tried.filter(at__gt=heard).count() if heard else tried.count()
