"""Everything that can happen in a crisis."""

from handrail.pillars.crisis.actions.answering import answer, newest, set_urgency, tell_around
from handrail.pillars.crisis.actions.asking import ask_for_help
from handrail.pillars.crisis.actions.beats import NotYours
from handrail.pillars.crisis.actions.calling_in import call_in, call_off, come
from handrail.pillars.crisis.actions.coming_back import take_back_call
from handrail.pillars.crisis.actions.coping_plans import CheckIn, make_coping_plan
from handrail.pillars.crisis.actions.following_up import (
    finish_follow_up,
    hand_on_missed_follow_ups,
    hand_over_follow_up,
)
from handrail.pillars.crisis.actions.holding import (
    AlreadyHeld,
    acknowledge,
    add_note,
    close,
    set_next_step,
    take_over,
)
from handrail.pillars.crisis.actions.looking_back import LookBack, look_back
from handrail.pillars.crisis.actions.paging import Leased, due_now, lease, put_off, record_step
from handrail.pillars.crisis.actions.recognizing import recognize, take_back_recognition
from handrail.pillars.crisis.actions.safety_plans import WrittenMeanwhile, write_safety_plan
from handrail.pillars.crisis.actions.shifts import (
    ShiftTaken,
    add_shift,
    be_called_at,
    hand_over_shift,
    remove_shift,
)
from handrail.pillars.crisis.actions.slots import Slot
from handrail.pillars.crisis.actions.telling_us import (
    NoSuchLink,
    end_help_link,
    help_link,
    make_help_link,
    tell_us_as_partner,
    tell_us_by_link,
)
from handrail.pillars.crisis.actions.transferring import (
    TransferFacts,
    confirm_arrival,
    note_return,
    note_transfer,
    write_transfer_facts,
)
from handrail.pillars.crisis.actions.visits import book_same_day

__all__ = [
    "AlreadyHeld", "CheckIn", "LookBack", "look_back", "Slot", "make_coping_plan", "Leased", "NoSuchLink", "NotYours", "ShiftTaken", "TransferFacts", "WrittenMeanwhile", "acknowledge", "add_note",
    "add_shift", "answer", "ask_for_help", "book_same_day", "be_called_at", "call_in", "call_off", "close", "come", "confirm_arrival", "due_now", "end_help_link", "help_link", "make_help_link", "tell_us_as_partner", "tell_us_by_link", "newest", "finish_follow_up",
    "hand_on_missed_follow_ups", "hand_over_follow_up", "hand_over_shift", "lease", "note_return", "note_transfer", "put_off", "recognize", "record_step", "remove_shift",
    "set_next_step", "set_urgency", "take_back_call", "take_back_recognition", "take_over", "tell_around", "write_safety_plan", "write_transfer_facts",
]  # fmt: skip
