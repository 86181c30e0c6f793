"""What happens because time passes: unanswered asks move on, undone promises are handed on, scales are asked for, days close, gaps are looked for."""

from __future__ import annotations

from datetime import datetime

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


def tick(now: datetime) -> dict[str, int]:
    """Do everything that is due at `now`; returns what was done, by name. Safe to run twice, or in two processes."""
    act = Act(actor=None, at=now, via="clock")
    return {
        "outages_noted": note_outage(now),
        "moved_on": move_on_unanswered(now),
        "asked_at_last": ask_those_nobody_was_asked(now),
        "handed_on": hand_on_undone(now),
        "facts_alarmed": alarm_missing_facts(now),
        "sendings_stopped": stop_sendings(now),
        "sent": send_due(now),
        "signed_out": end_what_ran_out(act=act),
        "scales_asked": ask_due(now),
        "tries_forgotten": forget_tries(act=act),
        "follow_ups_handed_on": hand_on_missed_follow_ups(now),
        "gatherings_planned": plan_gatherings(now),
        "conversations_passed_on": pass_all_messages_on(now),
        "answers_asked_for": ask_for_an_answer(now),
        "referrals_aged": age_referrals(now),
        "days_closed": close_days(now),
        "records_erased": erase_due(now),
        "gaps_looked_for": look_for_gaps(now),
        "looks_asked_about": weigh_looks(now),
    }
