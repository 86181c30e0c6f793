"""Every change that can happen here."""

from handrail.foundation.rights.actions.amendments import (
    Meant,
    NotNow,
    accept_amendment,
    ask_amendment,
    decline_amendment,
    disagree,
)
from handrail.foundation.rights.actions.breaches import (
    AlreadyTold,
    Found,
    NotYet,
    Weighed,
    Words,
    change_breach,
    leave_out,
    name_people,
    name_programme,
    note_report,
    note_told,
    open_breach,
    read_notice,
    weigh_breach,
    write_notice,
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
from handrail.foundation.rights.actions.legal import (
    Asked,
    Order,
    agree_order,
    answer_legal_request,
    check_order,
    open_legal_request,
    set_order_back,
)
from handrail.foundation.rights.actions.notices import give_notice_on_paper, take_notice

__all__ = [
    "GONE", "AlreadyAnswered", "AlreadyTold", "Asked", "CannotBeErased", "Found", "Meant", "NotNow", "NotYet", "Order",
    "Told", "TooFewYears", "Weighed", "Words", "accept_amendment", "agree_order", "answer_complaint",
    "answer_legal_request", "approve_erasure", "ask_amendment", "call_off_erasure", "change_breach", "check_order",
    "decline_amendment", "decline_erasure", "disagree", "give_notice_on_paper", "keep_for", "leave_out", "look_again",
    "make_complaint", "name_people", "name_programme", "note_erased", "note_report", "note_told", "open_breach",
    "open_erasure", "open_legal_request", "read_notice", "set_order_back", "take_notice", "weigh_breach", "write_notice",
]  # fmt: skip
