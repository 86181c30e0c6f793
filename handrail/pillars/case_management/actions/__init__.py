"""Every change that can happen in case management, each noun in a file of its own."""

from handrail.pillars.case_management.actions.aging import age_referrals
from handrail.pillars.case_management.actions.answering import (
    LinkEnded,
    accept,
    answer_by_link,
    decline,
    note,
    put_on_waiting_list,
    say_room,
)
from handrail.pillars.case_management.actions.arranging import (
    TooLate,
    arrange,
    ask_for,
    do_without,
    find_new_time,
    last_day,
    tell_outcome_elsewhere,
    write_to_bring,
)
from handrail.pillars.case_management.actions.directory import Taken, TooManyGone, take_in
from handrail.pillars.case_management.actions.finding import (
    WITHDRAWN_WITHIN,
    Made,
    NotAllowedThere,
    end_search,
    hear_from,
    log_attempt,
    look_for,
    plan_next,
    see_search,
    withdraw_attempt,
)
from handrail.pillars.case_management.actions.following import (
    did_not_come,
    give_up,
    hand_over,
    plan_visit,
    see,
    take_back,
    tell_outcome,
    visited,
)
from handrail.pillars.case_management.actions.leads import Known, TooManyLeads, end_lead, note_lead
from handrail.pillars.case_management.actions.mailing import mail_question
from handrail.pillars.case_management.actions.medicines import (
    DOSES_TOLD_BACK,
    NotTaken,
    date_prescription,
    end_medicine,
    expect_pick_up,
    note_medicine,
    tell_missed_dose,
    tell_pick_up,
)
from handrail.pillars.case_management.actions.moving import NoPlaceLeft
from handrail.pillars.case_management.actions.referring import (
    AlreadyAsked,
    NoAddress,
    NothingAgreed,
    ServiceClosed,
    ask_by_link,
    propose,
    send,
)
from handrail.pillars.case_management.actions.returning import take_back_question

__all__ = [
    "DOSES_TOLD_BACK", "WITHDRAWN_WITHIN", "AlreadyAsked", "Known", "LinkEnded", "Made", "NoAddress", "NoPlaceLeft", "NotAllowedThere",
    "NotTaken", "NothingAgreed", "ServiceClosed", "Taken", "TooLate", "TooManyGone", "TooManyLeads", "accept",
    "age_referrals", "answer_by_link", "arrange", "ask_by_link", "ask_for", "date_prescription", "decline",
    "did_not_come", "do_without", "end_lead", "end_medicine", "end_search", "expect_pick_up", "find_new_time",
    "give_up", "hand_over", "hear_from", "last_day", "log_attempt", "look_for", "mail_question", "note",
    "note_lead", "note_medicine", "plan_next", "plan_visit", "propose", "put_on_waiting_list", "say_room", "see",
    "see_search", "send", "take_back", "take_back_question", "take_in", "tell_missed_dose", "tell_outcome", "tell_outcome_elsewhere",
    "tell_pick_up", "visited", "withdraw_attempt", "write_to_bring",
]  # fmt: skip
