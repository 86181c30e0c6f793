"""Everything that can happen in a crisis."""

from handrail.pillars.crisis.actions.asking import ask_for_help
from handrail.pillars.crisis.actions.following_up import finish_follow_up, hand_on_missed_follow_ups
from handrail.pillars.crisis.actions.holding import (
    AlreadyHeld,
    NotYours,
    acknowledge,
    add_note,
    close,
    set_next_step,
    take_over,
)
from handrail.pillars.crisis.actions.paging import Leased, due_now, lease, put_off, record_step
from handrail.pillars.crisis.actions.safety_plans import WrittenMeanwhile, write_safety_plan
from handrail.pillars.crisis.actions.shifts import (
    ShiftTaken,
    add_shift,
    be_called_at,
    hand_over_shift,
    remove_shift,
)

__all__ = [
    "AlreadyHeld", "Leased", "NotYours", "ShiftTaken", "WrittenMeanwhile", "acknowledge", "add_note",
    "add_shift", "ask_for_help", "be_called_at", "close", "due_now", "finish_follow_up",
    "hand_on_missed_follow_ups", "hand_over_shift", "lease", "put_off", "record_step", "remove_shift",
    "set_next_step", "take_over", "write_safety_plan",
]  # fmt: skip
