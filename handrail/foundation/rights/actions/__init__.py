"""Every change that can happen here."""

from handrail.foundation.rights.actions.amendments import (
    Meant,
    NotNow,
    accept_amendment,
    ask_amendment,
    decline_amendment,
    disagree,
)
from handrail.foundation.rights.actions.complaints import (
    AlreadyAnswered,
    Told,
    answer_complaint,
    make_complaint,
)
from handrail.foundation.rights.actions.erasures import (
    GONE,
    CannotBeErased,
    approve_erasure,
    call_off_erasure,
    decline_erasure,
    look_again,
    note_erased,
    open_erasure,
)
from handrail.foundation.rights.actions.keeping import TooFewYears, keep_for
from handrail.foundation.rights.actions.notices import give_notice_on_paper, take_notice

__all__ = [
    "GONE", "AlreadyAnswered", "CannotBeErased", "Meant", "NotNow", "Told", "TooFewYears", "accept_amendment", "answer_complaint",
    "approve_erasure", "ask_amendment", "call_off_erasure", "decline_amendment", "decline_erasure", "disagree",
    "give_notice_on_paper", "keep_for", "look_again", "make_complaint", "note_erased", "open_erasure", "take_notice",
]  # fmt: skip
