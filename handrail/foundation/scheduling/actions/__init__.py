"""Everything that can happen to when people meet, each noun in a file of its own."""

from handrail.foundation.scheduling.actions.appointments import (
    AlreadySettled,
    book,
    book_elsewhere,
    move,
    settle,
)
from handrail.foundation.scheduling.actions.gatherings import (
    Full,
    NotTheirLead,
    cancel_occasion,
    end_gathering,
    end_seat,
    give_seat,
    hand_over_occasion,
    make_gathering,
    note_attendance,
    plan_ahead,
    plan_gatherings,
)
from handrail.foundation.scheduling.actions.hours import (
    end_feed,
    end_hours,
    make_feed,
    set_hours,
    worker_at,
)
from handrail.foundation.scheduling.actions.names import (
    NotNow,
    choose_meeting_name,
    end_meeting_name,
    say_there,
    tick_there,
    untick_there,
)
from handrail.foundation.scheduling.actions.topics import MeetingOver, write_topic
from handrail.foundation.scheduling.free import AlreadyBooked, NotATime

__all__ = [
    "AlreadyBooked",
    "AlreadySettled",
    "Full",
    "MeetingOver",
    "NotATime",
    "NotNow",
    "NotTheirLead",
    "book",
    "book_elsewhere",
    "cancel_occasion",
    "choose_meeting_name",
    "end_feed",
    "end_gathering",
    "end_hours",
    "end_meeting_name",
    "end_seat",
    "give_seat",
    "hand_over_occasion",
    "make_feed",
    "make_gathering",
    "move",
    "note_attendance",
    "plan_ahead",
    "plan_gatherings",
    "say_there",
    "set_hours",
    "settle",
    "tick_there",
    "untick_there",
    "write_topic",
    "worker_at",
]
