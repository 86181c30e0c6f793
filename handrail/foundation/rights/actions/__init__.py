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
from handrail.foundation.rights.actions.notices import give_notice_on_paper, take_notice

__all__ = [
    "AlreadyAnswered", "Meant", "NotNow", "Told", "accept_amendment", "answer_complaint", "ask_amendment",
    "decline_amendment", "disagree", "give_notice_on_paper", "make_complaint", "take_notice",
]  # fmt: skip
