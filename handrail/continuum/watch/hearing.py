"""When somebody was heard from last, in whatever way, over all that is done with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.messaging.models import CircleMessage, InboundText, Message
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Attendance, ShownUp
from handrail.pillars.case_management.models import Attempt
from handrail.pillars.crisis.models.alerts import Asking
from handrail.pillars.peer_support.models import Going, PeerContact


def last_heard(person: Person) -> datetime | None:
    """The newest check-in, visit, group, meeting, conversation, message, text or call for help; None when there was none."""
    return heard_of([person.pk]).get(person.pk)


def heard_of(people: Collection[int]) -> dict[int, datetime]:
    """The same of many people; who was never heard from is not in it. Eleven queries."""
    there = [Attendance.Status.CAME, Attendance.Status.LATE]
    came = Appointment.objects.with_us().filter(status__in=["fulfilled", "late"])
    reached = Attempt.objects.standing().filter(outcome=Attempt.Outcome.REACHED)
    talked = PeerContact.objects.filter(outcome=PeerContact.Outcome.REACHED)
    ways: tuple[tuple[QuerySet[Any], str, str], ...] = (
        (CheckIn.objects.all(), "person", "made_at"), (came, "person", "starts_at"),
        (Attendance.objects.filter(status__in=there), "person", "occasion__starts_at"),
        (ShownUp.objects.standing(), "name__person", "occasion__starts_at"),
        (talked, "person", "at"), (Going.objects.filter(went_at__isnull=False), "person", "went_at"),
        (Message.objects.filter(author=F("conversation__person")), "author", "at"),
        (CircleMessage.objects.all(), "author", "at"),
        (InboundText.objects.all(), "person", "came_at"), (reached, "person", "at"),
        (Asking.objects.filter(asked_by=F("alert__person")), "asked_by", "at"),
    )  # fmt: skip
    heard: dict[int, datetime] = {}
    for rows, who, when in ways:
        newest = rows.filter(**{f"{who}__in": people}).order_by().values_list(who).annotate(at=Max(when))
        for person, at in newest:
            heard[person] = max(at, heard.get(person, at))
    return heard


def tries_since(person: Person, heard: datetime | None) -> int:
    """How often a peer, or whoever looks for them, tried to reach them since then."""
    after = Q(at__gt=heard) if heard else Q()
    by_peer = PeerContact.objects.filter(after, person=person).exclude(outcome=PeerContact.Outcome.REACHED)
    by_team = Attempt.objects.standing().filter(after, person=person).exclude(outcome=Attempt.Outcome.REACHED)
    return by_peer.count() + by_team.count()
