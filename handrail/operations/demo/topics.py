"""What Maya wants to talk about when she meets her counselor next."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment

WORDS = "The bus past the old place. And whether Thursday evenings could be different."


def say_what_to_talk_about(maya: Person, now: datetime) -> None:
    """For her next meeting, when one is planned."""
    act = Act(actor=maya, at=now, via="client")
    coming = Appointment.objects.of(maya).booked().filter(ends_at__gt=now).order_by("starts_at", "pk").first()
    if coming is not None:
        scheduling.write_topic(coming, words=WORDS, act=act)
