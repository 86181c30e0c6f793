"""Every change that can happen in messaging."""

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
from handrail.foundation.messaging.actions.sending import (
    Parcel,
    lease_due,
    record_answers,
    settle_lost,
)
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

__all__ = [
    "AlreadySeen", "NotOnTheTeam", "Parcel", "SomethingElse", "ToldToStop", "TooManyCodes", "Wanted", "answer_inbound",
    "ask_permission", "choose_pace", "come_back", "end_permission", "give_permission", "hand_over", "lease_due", "let_push",
    "mark_read", "open_conversation", "receive", "record_answers", "remind", "see_text", "send_permission_code", "send_texted_code", "set_away", "set_hours",
    "settle_lost", "write",
]  # fmt: skip
