"""When a referral needs somebody again.

Source: clinical/protocols.md section 7 (aging alerts at 7, 14 and 30 days). What is done at each mark, how soon
after a first visit the person is asked, and how long a link can be answered, is design: a site must approve it. Every open state has a clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

VERSION = "1"
NUDGE_AFTER, REPLACE_AFTER, LAPSE_AFTER = timedelta(days=7), timedelta(days=14), timedelta(days=30)
MARKS = (NUDGE_AFTER, REPLACE_AFTER, LAPSE_AFTER)
#: After an appointment at the service somebody asks how it went.
ASKED_AFTER_VISIT = timedelta(days=1)
#: A link by which somebody without an account answers.
LINK_LASTS = timedelta(days=14)

NUDGE, REPLACE, LAPSE, REMIND = "nudge", "replace", "lapse", "remind"


def next_mark(entered_at: datetime, now: datetime) -> datetime:
    """When a state that began at `entered_at` is looked at next; after the last mark every thirty days."""
    ahead = (entered_at + mark for mark in MARKS if entered_at + mark > now)
    return next(ahead, now + LAPSE_AFTER)


def due_after_visit(visit_at: datetime) -> datetime:
    """When somebody asks how the first visit went."""
    return visit_at + ASKED_AFTER_VISIT


def what_is_due(*, waits_for_answer: bool, entered_at: datetime, now: datetime) -> str:
    """Silence is nudged, then replaced by the next service, then ended; any other state reminds its owner."""
    if not waits_for_answer:
        return REMIND
    silent = now - entered_at
    if silent >= LAPSE_AFTER:
        return LAPSE
    return REPLACE if silent >= REPLACE_AFTER else NUDGE
