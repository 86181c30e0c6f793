"""Every change that can happen in messaging."""

from handrail.foundation.messaging.actions.permissions import (
    TooManyCodes,
    ask_permission,
    end_permission,
    give_permission,
    send_permission_code,
)
from handrail.foundation.messaging.actions.reminding import Wanted, choose_pace, remind
from handrail.foundation.messaging.actions.sending import (
    Parcel,
    lease_due,
    record_answers,
    settle_lost,
)

__all__ = [
    "Parcel", "TooManyCodes", "Wanted", "ask_permission", "choose_pace", "end_permission",
    "give_permission", "lease_due", "record_answers", "remind", "send_permission_code", "settle_lost",
]  # fmt: skip
