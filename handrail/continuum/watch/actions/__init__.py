"""Every change that can happen in the watch by a worker or by the night, each noun in a file of its own."""

from handrail.continuum.watch.actions.gaps import (
    ask_for_an_answer,
    end_looking,
    look_for_gaps,
    mend_gaps,
    set_gap_aside,
    set_gap_days,
    weigh_gaps,
)
from handrail.continuum.watch.actions.settling import (
    TOLD_AHEAD,
    NotAnAbsence,
    NotAWhile,
    NotWeekdays,
    choose_days,
    end_absence,
    note_outage,
    settle,
    take_in_history,
    tell_absence,
)
from handrail.continuum.watch.actions.telling import set_sensitivity

__all__ = [
    "TOLD_AHEAD", "NotAWhile", "NotAnAbsence", "NotWeekdays", "ask_for_an_answer", "choose_days", "end_absence", "end_looking", "look_for_gaps", "mend_gaps", "note_outage",
    "set_gap_aside", "set_gap_days", "set_sensitivity", "settle", "take_in_history", "tell_absence", "weigh_gaps",
]  # fmt: skip
