"""Every change that can happen in messaging."""

from handrail.foundation.messaging.actions.circle_members import (
    CircleIsClosed,
    join_circle,
    leave_circle,
    mute_circle,
    read_circle,
    write_in_circle,
)
from handrail.foundation.messaging.actions.circles import (
    CircleHasEnded,
    CircleIsFull,
    LastModerator,
    add_moderator,
    end_circle,
    hide_message,
    invite_to_circle,
    open_circle,
    pause_circle,
    resume_circle,
    stop_moderating,
)
from handrail.foundation.messaging.actions.handing import hand_over
from handrail.foundation.messaging.actions.inbound import (
    AlreadySeen,
    answer_inbound,
    receive,
    see_text,
)
from handrail.foundation.messaging.actions.permissions import (
    ToldToStop,
    TooManyCodes,
    ask_permission,
    end_permission,
    give_permission,
    send_permission_code,
)
from handrail.foundation.messaging.actions.pushing import let_push
from handrail.foundation.messaging.actions.reminding import Wanted, choose_pace, remind
from handrail.foundation.messaging.actions.returning import take_back
from handrail.foundation.messaging.actions.sending import (
    Parcel,
    lease_due,
    record_answers,
    settle_lost,
)
from handrail.foundation.messaging.actions.taking_out import read_taken_out, take_out_of_circle
from handrail.foundation.messaging.actions.texted_codes import send_texted_code
from handrail.foundation.messaging.actions.writing import (
    NotOnTheTeam,
    SomethingElse,
    come_back,
    mark_read,
    open_conversation,
    set_away,
    set_hours,
    write,
)
from handrail.foundation.messaging.aliases import NotAnAlias

__all__ = [
    "AlreadySeen", "CircleHasEnded", "CircleIsClosed", "CircleIsFull", "LastModerator", "NotAnAlias", "NotOnTheTeam", "Parcel",
    "SomethingElse", "ToldToStop", "TooManyCodes", "Wanted", "add_moderator", "answer_inbound", "ask_permission", "choose_pace",
    "come_back", "end_circle", "end_permission", "give_permission", "hand_over", "hide_message", "invite_to_circle", "join_circle",
    "lease_due", "leave_circle", "let_push", "mark_read", "mute_circle", "open_circle", "open_conversation", "pause_circle",
    "read_circle", "read_taken_out", "receive", "record_answers", "remind", "resume_circle", "see_text", "send_permission_code", "send_texted_code", "set_away", "set_hours",
    "settle_lost", "stop_moderating", "take_back", "take_out_of_circle", "write", "write_in_circle",
]  # fmt: skip
