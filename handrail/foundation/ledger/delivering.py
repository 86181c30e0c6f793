"""Doing what is owed: once each, retried, in the order told."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import reaction_named
from handrail.foundation.ledger.models import Delivery, Entry

log = structlog.get_logger("ledger")

#: After this many failures a delivery no longer holds back later ones of the same person; it stays owed.
PATIENCE = 6
LONGEST_WAIT = timedelta(minutes=15)

_NEXT = """
    SELECT d.id FROM ledger_delivery d
    WHERE d.done_at IS NULL AND d.due_at <= %(now)s
      AND NOT EXISTS (
        SELECT 1 FROM ledger_delivery earlier
        WHERE earlier.person_id = d.person_id AND earlier.id < d.id
          AND earlier.done_at IS NULL AND earlier.attempts < %(patience)s)
    ORDER BY d.id LIMIT 1 FOR UPDATE SKIP LOCKED
"""


class ReactionUnknown(LookupError):
    """The running code has no reaction of that name: it stays owed until a version that has it runs."""


def deliver_next(now: datetime) -> bool:
    """Do one due delivery. The effect and its tick are one transaction. Returns False when none is due."""
    delivery = None
    try:
        with transaction.atomic():
            delivery = _claim(now)
            if delivery is not None:
                _react(delivery, now)
    except Exception as trouble:  # whatever fails stays owed, with the kind of failure noted
        if delivery is None:
            raise
        _put_off(delivery, now, trouble)
    return delivery is not None


def deliver_due(now: datetime, at_most: int = 1000) -> int:
    """Do what is due; returns how many were tried."""
    done = 0
    while done < at_most and deliver_next(now):
        done += 1
    return done


def do_at_once(entry: Entry) -> None:
    """Do what this entry owes here and now, in the caller's transaction: for what may wait for no worker.

    What fails undoes nothing of the caller's: it stays owed, and is tried again like any other.
    """
    for delivery in (
        Delivery.objects.filter(entry=entry, done_at=None).select_related("entry__person").order_by("pk")
    ):
        try:
            with transaction.atomic():
                _react(delivery, entry.at)
        except Exception as trouble:  # noqa: BLE001 - it stays owed, with the kind of failure noted
            _put_off(delivery, entry.at, trouble)


def _claim(now: datetime) -> Delivery | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"now": now, "patience": PATIENCE})
        row = cursor.fetchone()
    return None if row is None else Delivery.objects.select_related("entry__person").get(pk=row[0])


def _react(delivery: Delivery, now: datetime) -> None:
    reaction = reaction_named(delivery.reaction)
    if reaction is None:
        raise ReactionUnknown(delivery.reaction)
    reaction(delivery.entry, Act(actor=None, at=now, via="reaction"))
    Delivery.objects.filter(pk=delivery.pk).update(done_at=now, trouble="")


def _put_off(delivery: Delivery, now: datetime, trouble: Exception) -> None:
    wait = min(timedelta(seconds=2**delivery.attempts), LONGEST_WAIT)
    Delivery.objects.filter(pk=delivery.pk, done_at=None).update(
        attempts=F("attempts") + 1, due_at=now + wait, trouble=type(trouble).__name__
    )
    # The message may hold a person's words, so only the kind of trouble and where it arose are logged.
    log.error(
        "delivery_failed", delivery=delivery.pk, reaction=delivery.reaction, trouble=type(trouble).__name__
    )
