"""One turn of the pager: lease what is due, send it, write down what became of it. Nothing is locked while it sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from django.db import OperationalError
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.senders import hand
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import Leased
from handrail.pillars.crisis.ladder import addresses_of
from handrail.pillars.crisis.models import Page
from handrail.pillars.crisis.moment import database_clock

AT_ONCE = 8
log = structlog.get_logger("pager")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn did: `steps` taken, `pages` sent, `nobody` how many steps had nobody to call."""

    steps: int
    pages: int
    nobody: int


def page_due() -> Turn:
    """Take every step that is due by the database's clock."""
    act = Act(actor=None, at=database_clock(), via="pager")
    due = crisis.due_now(at=act.at)
    leased = [one for key in due if (one := _guarded(key, partial(crisis.lease, key, act=act), act))]
    outcomes = _send(leased)
    done = Act(actor=None, at=database_clock(), via="pager") if leased else act
    for one in leased:
        _guarded(one.alert.pk, partial(crisis.record_step, one, outcomes, act=done), done)
    return Turn(len(leased), len(outcomes), sum(not one.pages for one in leased))


def _guarded(alert_id: int, work: Callable[[], Done], act: Act) -> Done | None:
    """One alert that cannot be worked on stays open and due, and stops no other."""
    try:
        return work()
    except OperationalError:
        # The database is gone: that is everybody's trouble, and the loop waits for it.
        raise
    except Exception as trouble:  # noqa: BLE001 - said, and tried again
        log.error("alert_troubled", alert_id=alert_id, trouble=type(trouble).__name__)
        crisis.put_off(alert_id, act=act)
        return None


def _send(leased: list[Leased]) -> Mapping[int, str]:
    pages = [page for one in leased for page in one.pages]
    if not pages:
        return {}
    addresses = addresses_of([person for one in leased for person in one.called])
    words = {one.alert.pk: text_of(one.alert.reference) for one in leased}
    jobs = [(page, addresses.get((page.to_id, page.channel), ""), words[page.alert_id]) for page in pages]
    # A carrier that hangs keeps nobody else waiting: each message has a thread of its own.
    with ThreadPoolExecutor(max_workers=AT_ONCE) as hands:
        return dict(hands.map(_hand, jobs))


def _hand(job: tuple[Page, str, str]) -> tuple[int, str]:
    page, address, words = job
    if not address:
        return page.pk, Page.Status.REFUSED
    # By this name a mail that comes back is known again.
    said = hand(page.channel, address, words, f"page-{page.pk}")
    return page.pk, Page.Status.REFUSED if said == "later" else said


def text_of(reference: str) -> str:
    """All that ever stands on a lock screen: which one waits, and nothing else."""
    return _("Alert %(reference)s is waiting. Sign in to take it.") % {"reference": reference}
