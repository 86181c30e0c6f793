"""How a request for help stands, in words that are true."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local, roles_of
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.pillars.crisis.models import Alert, AlertQuerySet, Holding, LogEntry

#: Whoever answers a crisis is named by the first of these that they hold.
ANSWERING = (
    Role.CRISIS_RESPONDER, Role.SUPERVISOR, Role.COUNSELOR, Role.PEER_SPECIALIST, Role.CASE_MANAGER, Role.PRESCRIBER,
)  # fmt: skip


def own_alert(person: Person | None) -> Alert | None:
    """The newest alert for which the person asked. One that others raised for them is told by others."""
    return None if person is None else _asked_by(person).order_by("-raised_at", "-pk").first()


def waits_for_somebody(person: Person) -> bool:
    """Whether somebody they asked for is still under way."""
    return _asked_by(person).open().exists()


def _asked_by(person: Person) -> AlertQuerySet:
    return Alert.objects.filter(person=person, askings__asked_by=person).distinct()


def asking_page(alert: Alert, shared: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the asker reads: since when we have it, when somebody was last called, which role has it since when."""
    person = alert.person
    assert person is not None

    def told(at: datetime | None) -> str:
        return _moment(person, at, now) if at else ""

    held = alert.holdings.filter(until_at=None).select_related("worker").first()
    called = alert.log.filter(kind=LogEntry.Kind.CALLED).order_by("pk").last()
    asked = list(alert.askings.filter(asked_by=person).order_by("at").values_list("at", flat=True))
    again = asked[-1] if len(asked) > 1 else None
    return shared | {
        "is_open": alert.is_open, "asks": not alert.is_open, "waits": False, "key": uuid4(),
        "received": told(asked[0]), "again": told(again), "closed": told(alert.closed_at),
        "held_since": told(held.from_at) if held else "", "role": _role(held, now) if held else "",
        "called": told(called.at) if called else "",
        "told_again": told(called.at) if again and called and called.at >= again else "",
    }  # fmt: skip


def _moment(person: Person, at: datetime, now: datetime) -> str:
    """The time today, else with its day: what began before midnight stays clear after it."""
    here = local(person, at)
    same_day = here.date() == local(person, now).date()
    return clock_words(here) if same_day else f"{clock_words(here)}, {day_words(here.date())}"


def _role(held: Holding, now: datetime) -> str:
    holds = {one.role for one in roles_of(held.worker, now)}
    return next((str(role.label) for role in ANSWERING if role in holds), "")
