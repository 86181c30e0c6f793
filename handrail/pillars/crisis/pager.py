"""One turn of the pager: lease what is due, send it, write down what became of it. Nothing is locked while it sends."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.senders import CHANNELS
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import Leased
from handrail.pillars.crisis.ladder import addresses_of
from handrail.pillars.crisis.models import Page
from handrail.pillars.crisis.moment import database_clock

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn did: `steps` taken, `pages` sent, `nobody` how many steps had nobody to call."""

    steps: int
    pages: int
    nobody: int


def page_due() -> Turn:
    """Take every step that is due by the database's clock."""
    act = Act(actor=None, at=database_clock(), via="pager")
    leased = crisis.lease_due(act=act)
    outcomes = _send(leased)
    done = Act(actor=None, at=database_clock(), via="pager") if leased else act
    for one in leased:
        crisis.record_step(one, outcomes, act=done)
    return Turn(len(leased), len(outcomes), sum(not one.pages for one in leased))


def _send(leased: list[Leased]) -> Mapping[int, str]:
    pages = [page for one in leased for page in one.pages]
    if not pages:
        return {}
    addresses = addresses_of([person for one in leased for person in one.called])
    words = {one.alert.pk: text_of(one.alert.reference) for one in leased}
    jobs = [(page, addresses[page.to_id, page.channel], words[page.alert_id]) for page in pages]
    # A carrier that hangs keeps nobody else waiting: each message has a thread of its own.
    with ThreadPoolExecutor(max_workers=AT_ONCE) as hands:
        return dict(hands.map(_hand, jobs))


def _hand(job: tuple[Page, str, str]) -> tuple[int, str]:
    page, address, words = job
    key = f"{page.alert_id}-{page.step}-{page.attempt}-{page.to_id}-{page.channel}"
    return page.pk, CHANNELS[page.channel](address, words, key)


def text_of(reference: str) -> str:
    """All that ever stands on a lock screen: which one waits, and nothing else."""
    return _("Alert %(reference)s is waiting. Sign in to take it.") % {"reference": reference}
