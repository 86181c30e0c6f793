"""What happens because time passes: unanswered asks move on, undone promises are handed on, scales are asked for, days close, gaps are looked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from django.db import connection

from handrail.continuum.asking import ask_due
from handrail.continuum.erasing.carrying_out import erase_due
from handrail.continuum.handing_over import pass_all_messages_on
from handrail.continuum.looks.actions import weigh_looks
from handrail.continuum.responses.moving_on import (
    ask_those_nobody_was_asked,
    hand_on_undone,
    move_on_unanswered,
)
from handrail.continuum.watch.actions import ask_for_an_answer, look_for_gaps, note_outage
from handrail.continuum.watch.closing import close_days
from handrail.foundation.accounts.actions import end_what_ran_out, forget_tries
from handrail.foundation.consent.actions.emergencies import alarm_missing_facts
from handrail.foundation.consent.actions.sending import send_due, stop_sendings
from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.actions import plan_gatherings
from handrail.pillars.case_management.actions import age_referrals
from handrail.pillars.crisis.actions import hand_on_missed_follow_ups

log = structlog.get_logger("clock")


def tick(now: datetime) -> dict[str, int]:
    """Do everything that is due at `now`; returns what was done, by name. Safe to run twice, or in two processes.

    What fails stops nothing else: all the other parts are done, and then an ExceptionGroup is raised.
    """
    done, troubles = {}, []
    for name, part in _parts(now).items():
        try:
            done[name] = part()
        except Exception as trouble:
            if not connection.is_usable():
                raise
            log.error("clock_part_failed", part=name, trouble=type(trouble).__name__)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("Part of what time brings could not be done; all else was.", troubles)
    return done


def _parts(now: datetime) -> dict[str, Callable[[], int]]:
    act = Act(actor=None, at=now, via="clock")
    return {
        "outages_noted": partial(note_outage, now),
        "moved_on": partial(move_on_unanswered, now),
        "asked_at_last": partial(ask_those_nobody_was_asked, now),
        "handed_on": partial(hand_on_undone, now),
        "facts_alarmed": partial(alarm_missing_facts, now),
        "sendings_stopped": partial(stop_sendings, now),
        "sent": partial(send_due, now),
        "signed_out": partial(end_what_ran_out, act=act),
        "scales_asked": partial(ask_due, now),
        "tries_forgotten": partial(forget_tries, act=act),
        "follow_ups_handed_on": partial(hand_on_missed_follow_ups, now),
        "gatherings_planned": partial(plan_gatherings, now),
        "conversations_passed_on": partial(pass_all_messages_on, now),
        "answers_asked_for": partial(ask_for_an_answer, now),
        "referrals_aged": partial(age_referrals, now),
        "days_closed": partial(close_days, now),
        "records_erased": partial(erase_due, now),
        "gaps_looked_for": partial(look_for_gaps, now),
        "looks_asked_about": partial(weigh_looks, now),
    }
