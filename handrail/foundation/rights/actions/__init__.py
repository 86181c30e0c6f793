"""Every change that can happen here."""

from handrail.foundation.rights.actions.complaints import (
    AlreadyAnswered,
    Told,
    answer_complaint,
    make_complaint,
)
from handrail.foundation.rights.actions.notices import give_notice_on_paper, take_notice

__all__ = [
    "AlreadyAnswered",
    "Told",
    "answer_complaint",
    "give_notice_on_paper",
    "make_complaint",
    "take_notice",
]
