"""The queue of what goes to recipients: at the moment of sending the gate is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db import transaction
from django.db.models import F

from handrail.foundation.consent.actions.disclosing import disclose
from handrail.foundation.consent.carrying import Carrier, NotCarried, carrier_of
from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.evaluator import Refused, may, require
from handrail.foundation.consent.events import SendingStopped
from handrail.foundation.consent.models import Consent, Disclosure, Packet, Sending
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_alone, each_locked, resting

log = structlog.get_logger("consent")

AT_ONCE = 200
LONGEST_WAIT = timedelta(minutes=15)
State = Sending.State


@transaction.atomic
def queue_sending(
    packet: Packet, *, how: Disclosure.How, act: Act, due_at: datetime | None = None
) -> Sending:
    """The packet goes to its recipient this way, now or later. By whoever may write disclosures for the person."""
    require(may(act, "disclosure_log", packet.person, "append"))
    return Sending.objects.create(packet=packet, how=how, queued_at=act.at, due_at=due_at or act.at)


def send_due(now: datetime) -> int:
    """Send what is due and may still go, stop what may not; returns how many left.

    First it is written down and committed, then carried: what left is never missing from the accounting. What could
    not be carried waits and asks the gate again.
    """
    due = Sending.objects.due(now).exclude(pk__in=resting("sent", now))
    waiting = {one.pk: one for one in due.select_related("packet__recipient")[:AT_ONCE]}
    return each_alone("sent", waiting, lambda key: _send(waiting[key], now), now=now).count()


def _send(waiting: Sending, now: datetime) -> bool:
    carrier = carrier_of(waiting.how)
    handed = _let_go(waiting.pk, now) if carrier else None
    return bool(carrier and handed and _carry(waiting, carrier, handed, now))


def stop_sendings(now: datetime) -> int:
    """Stop what waits, due or not, on a consent or in a packet that no longer holds; returns how many."""
    holding = Consent.objects.at(now).filter(revoked_at=None)
    open_packets = Packet.objects.at(now).filter(consent__in=holding)
    over = Sending.objects.waiting().exclude(packet__in=open_packets).select_related("packet")
    return each_locked("sendings_stopped", over, partial(_stop, now=now), now=now, at_most=AT_ONCE).count()


@transaction.atomic
def _let_go(key: int, now: datetime) -> HandedOver | None:
    rows = Sending.objects.waiting().select_for_update(of=("self",), skip_locked=True)
    one = rows.select_related("packet__consent__recipient").filter(pk=key).first()
    if one is None:
        return None
    house = Act(actor=None, at=now, via="clock")
    try:
        handed = disclose(one.packet.consent, one.packet.resources, how=Disclosure.How(one.how), act=house)
    except Refused:
        _stop(one, now)
        return None
    one.state, one.ended_at, one.disclosure_id = State.SENT, now, handed.disclosure
    one.save(update_fields=["state", "ended_at", "disclosure"])
    return handed


def _carry(one: Sending, carrier: Carrier, handed: HandedOver, now: datetime) -> bool:
    try:
        carrier(handed, one.packet.recipient)
    except (NotCarried, OSError) as trouble:  # it waits and is tried again, with the kind of failure noted
        _wait(one, now)
        log.error("sending_failed", delivery=one.pk, kind=one.how, trouble=type(trouble).__name__)
        return False
    except Exception:
        _wait(one, now)
        raise
    return True


def _wait(one: Sending, now: datetime) -> None:
    wait = min(timedelta(seconds=2**one.attempts), LONGEST_WAIT)
    Sending.objects.filter(pk=one.pk, state=State.SENT).update(
        state=State.WAITING, ended_at=None, attempts=F("attempts") + 1, due_at=now + wait
    )


def _stop(one: Sending, now: datetime) -> None:
    one.state, one.ended_at = State.STOPPED, now
    one.save(update_fields=["state", "ended_at"])
    packet = one.packet
    stopped = SendingStopped(one.pk, packet.person_id, packet.recipient_id)
    announce(stopped, act=Act(actor=None, at=now, via="clock"))
