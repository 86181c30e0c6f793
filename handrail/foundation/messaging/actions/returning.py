"""Mail came back: it is told as that, goes another way while it is of use, and an address of nobody gets nothing more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.permissions import end
from handrail.foundation.messaging.events import PingAnswered
from handrail.foundation.messaging.models import Permission, Ping, Reminder
from handrail.foundation.messaging.queries import way_besides
from handrail.foundation.messaging.returned import Returned

#: Mail servers try for five days (RFC 5321, 4.5.4.1); what comes back much later is of nothing that still matters.
LATEST = timedelta(days=14)
WENT = (Ping.Status.HANDING, Ping.Status.ACCEPTED, Ping.Status.UNKNOWN)


@transaction.atomic
def take_back(came: Returned, *, act: Act) -> bool:
    """One message came back, as its mail server says. Told twice, or of another message: nothing changes."""
    require(policy.may_receive(act))
    ping = _locked(came.key, act)
    if ping is None:
        return False
    if came.gone:
        permission = Permission.objects.select_for_update(of=("self",)).get(pk=ping.permission_id)
        end(permission, Permission.Ended.GONE, act)
    ping.status, ping.code, ping.answered_at = Ping.Status.RETURNED, came.code, act.at
    _send_another_way(ping, act)
    ping.save(update_fields=["status", "code", "answered_at", "place"])
    announce(PingAnswered(ping.pk, ping.person_id, ping.channel, ping.status), act=act)
    return True


def _locked(key: str, act: Act) -> Ping | None:
    number = key.removeprefix("ping-")
    if not number.isdecimal() or len(number) > 18:
        return None
    went = Ping.objects.filter(pk=int(number), channel="email", status__in=WENT, at__gt=act.at - LATEST)
    return went.select_for_update(of=("self",)).first()


def _send_another_way(ping: Ping, act: Act) -> None:
    """It took no place in the day when it goes again; with no other way it counts as refused."""
    went = Reminder.objects.filter(ping=ping, status__in=["going", "accepted", "unknown"])
    if way_besides(ping.permission_id, ping.person_id, act.at):
        ping.place = None
        again = went.filter(until_at__gt=act.at)
        again.update(status=Reminder.Status.WAITING, ping=None, due_at=act.at, ended_at=None)
    went.update(status=Reminder.Status.REFUSED, ended_at=act.at)
