"""Everything that can happen to what people tell us, each noun in a file of its own."""

from handrail.foundation.measures.actions.answering import Answered, keep_half, submit
from handrail.foundation.measures.actions.asking import TO_ANSWER, NotForThem, ask, decline
from handrail.foundation.measures.actions.checking_in import (
    KEPT_FOR,
    NOT_SAFE,
    DayOutOfReach,
    bring_in,
    check_in,
    choose_third_question,
)
from handrail.foundation.measures.actions.scheduling import (
    TooOften,
    ask_after_session,
    ask_scheduled,
    end_schedule,
    follow_session,
    schedule,
)
from handrail.foundation.measures.actions.sitting import NothingAsked, begin_sitting, end_sitting

__all__ = [
    "KEPT_FOR",
    "NOT_SAFE",
    "Answered",
    "DayOutOfReach",
    "TO_ANSWER",
    "NotForThem",
    "NothingAsked",
    "TooOften",
    "ask",
    "ask_after_session",
    "ask_scheduled",
    "begin_sitting",
    "bring_in",
    "check_in",
    "choose_third_question",
    "decline",
    "end_schedule",
    "end_sitting",
    "follow_session",
    "keep_half",
    "schedule",
    "submit",
]
