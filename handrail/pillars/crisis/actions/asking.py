"""Somebody asks for help: one open alert a person, and one request a key, however often it is sent."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.crypto import get_random_string

from handrail.clinical.triage.urgency import tier_of
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.events import AlertAskedAgain, AlertRaised
from handrail.pillars.crisis.models import Alert, Asking, LogEntry
from handrail.pillars.crisis.moment import one_at_a_time
from handrail.pillars.crisis.policy import may_raise_for

#: Letters and digits that nobody takes for each other when they are read out.
READ_OUT = "23456789CFGHJMPQRVWX"


@transaction.atomic
def ask_for_help(
    person: Person | None, *, key: UUID, act: Act, origin: Alert.Origin = Alert.Origin.PERSON, words: str = "",
    callback: str = "", source: int | None = None,
) -> Alert:  # fmt: skip
    """Raise an alert, due at once. Sent again with the same key it is the same request; asked again while the
    person's alert is open, it is that alert, and whoever has it is called at once.

    No request is refused for its key: phones keep a page for months, and lend it. A key that stands for something that
    has ended, or for somebody else's, is taken as one that follows it. `source` is the id of the answer that raised it.
    """
    # Thirty presses at once are one after the other: the first makes the alert, the others find it.
    one_at_a_time(f"crisis.asking person {person.pk}" if person else f"crisis.asking key {key}")
    while (known := Asking.objects.filter(key=key).select_related("alert").first()) is not None:
        if known.alert.is_open and known.alert.person_id == (person.pk if person else None):
            return known.alert
        key = uuid5(key, f"{known.alert_id} {person.pk if person else 0}")
    require(person is None or act.actor is None or may_raise_for(act, person))
    alert = (
        Alert.objects.select_for_update().filter(person=person, closed_at=None).first() if person else None
    )
    if alert is None:
        alert = _raise(person, origin, callback, source, act)
    else:
        _ask_again(alert, act)
    Asking.objects.create(key=key, alert=alert, asked_by=act.actor, at=act.at)
    if words.strip():
        LogEntry.objects.create(
            alert=alert, kind=LogEntry.Kind.NOTE, at=act.at, by=act.actor, words=words.strip()
        )
    return alert


def _raise(person: Person | None, origin: Alert.Origin, callback: str, source: int | None, act: Act) -> Alert:
    tier = tier_of(origin).number
    alert = Alert.objects.create(
        reference=get_random_string(6, READ_OUT), person=person, origin=origin, tier=tier, source=source,
        callback=callback, raised_at=act.at, due_at=act.at,
    )  # fmt: skip
    LogEntry.objects.create(alert=alert, kind=LogEntry.Kind.ASKED, at=act.at, by=act.actor)
    announce(AlertRaised(alert.pk, alert.person_id, origin, tier), act=act)
    return alert


def _ask_again(alert: Alert, act: Act) -> None:
    alert.due_at = act.at
    alert.save(update_fields=["due_at"])
    LogEntry.objects.create(alert=alert, kind=LogEntry.Kind.ASKED_AGAIN, at=act.at, by=act.actor)
    announce(AlertAskedAgain(alert.pk, alert.person_id), act=act)
