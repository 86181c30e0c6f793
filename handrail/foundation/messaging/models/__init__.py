"""The nouns of messaging."""

from handrail.foundation.messaging.models.browsers import Browser
from handrail.foundation.messaging.models.circles import Circle, CircleMember, CircleMessage, Moderating
from handrail.foundation.messaging.models.conversations import (
    Away,
    Conversation,
    HandOver,
    Message,
    ReadMark,
    ReplyHours,
)
from handrail.foundation.messaging.models.inbound import InboundText
from handrail.foundation.messaging.models.paces import ChosenPace
from handrail.foundation.messaging.models.permissions import Permission
from handrail.foundation.messaging.models.pings import Ping
from handrail.foundation.messaging.models.reminders import Reminder

__all__ = [
    "Away", "Browser", "ChosenPace", "Circle", "CircleMember", "CircleMessage", "Conversation", "HandOver", "InboundText", "Message",
    "Moderating", "Permission", "Ping", "ReadMark", "Reminder", "ReplyHours",
]  # fmt: skip
