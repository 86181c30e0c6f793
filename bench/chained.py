"""Runs inside Django: entries of the ledger, announced as actions announce them."""

from __future__ import annotations

import time
from threading import Thread

from django.db import connection, transaction
from django.utils import timezone

from handrail.foundation.accounts.events import LookChosen
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.operations.ledger_command import verify


def warm_up() -> None:
    _write(time.time() + 0.5, [0], 0)


def write(began: float, seconds: float, writers: int) -> int:
    """From the moment `began` on, for `seconds`; returns how many transactions were committed."""
    counts = [0] * writers
    threads = [Thread(target=_write, args=(began + seconds, counts, n)) for n in range(writers)]
    time.sleep(max(0.0, began - time.time()))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _write(until: float, counts: list[int], mine: int) -> None:
    people = list(Account.objects.order_by("pk").values_list("person", flat=True)[:200])
    while time.time() < until:
        person = people[(counts[mine] * 7 + mine) % len(people)]
        with transaction.atomic():
            event = LookChosen(subject=person, person=person)
            announce(event, act=Act(actor=None, at=timezone.now(), via="bench"))
        counts[mine] += 1
    connection.close()


def verified() -> bool:
    """Whether the whole chain is as it was written."""
    return verify()[0] == 0
