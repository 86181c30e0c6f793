"""When a team changes, or somebody of it goes away or comes back, messages pass to whoever reads them now."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging


def pass_messages_on(entry: Entry, act: Act) -> None:
    """Of the one person whose team changed, or of everybody when it is about a worker."""
    messaging.hand_over(entry.person_id, act=Act(None, act.at, "reaction"))


def pass_all_messages_on(now: datetime) -> int:
    """Whatever lies with somebody who cannot read it: an absence begins, a team gets its first
    worker, or a restore ended care without a word."""
    return messaging.hand_over(act=Act(None, now, "clock"))
