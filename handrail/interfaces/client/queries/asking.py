"""How a request for help stands, in words that are true."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import clock_words
from handrail.pillars.crisis.models import Alert, LogEntry


def own_alert(person: Person | None) -> Alert | None:
    """The person's newest request."""
    if person is None:
        return None
    return Alert.objects.filter(person=person).order_by("-raised_at", "-pk").first()


def asking_page(alert: Alert, shared: dict[str, Any]) -> dict[str, Any]:
    """What the asker reads: since when we have it, when somebody was last called, who has it since when."""
    person = alert.person
    assert person is not None
    held = alert.holdings.filter(until_at=None).first()
    called = alert.log.filter(kind=LogEntry.Kind.CALLED).order_by("pk").last()
    return shared | {
        "is_open": alert.is_open,
        "asks": not alert.is_open,
        "received": clock_words(local(person, alert.raised_at)),
        "held_since": clock_words(local(person, held.from_at)) if held else "",
        "called": clock_words(local(person, called.at)) if called else "",
        "closed": clock_words(local(person, alert.closed_at)) if alert.closed_at else "",
        "key": uuid4(),
    }
