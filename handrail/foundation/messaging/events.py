"""What messaging announces: ids and codes, never a number or a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PermissionAsked(Event):
    """A code goes to a number or address that the person gave."""

    kind: ClassVar[str] = "messaging.permission.asked"


@dataclass(frozen=True, slots=True)
class PermissionGiven(Event):
    """They typed the code and agreed."""

    kind: ClassVar[str] = "messaging.permission.given"

    channel: str
    wording: str


@dataclass(frozen=True, slots=True)
class PermissionEnded(Event):
    """Nothing is sent there any more."""

    kind: ClassVar[str] = "messaging.permission.ended"

    how: str


@dataclass(frozen=True, slots=True)
class PaceChosen(Event):
    kind: ClassVar[str] = "messaging.pace.chosen"

    per_day: int


@dataclass(frozen=True, slots=True)
class ReminderSet(Event):
    kind: ClassVar[str] = "messaging.reminder.set"

    about: str


@dataclass(frozen=True, slots=True)
class ReminderWithheld(Event):
    kind: ClassVar[str] = "messaging.reminder.withheld"

    why: str


@dataclass(frozen=True, slots=True)
class ReminderCalledOff(Event):
    kind: ClassVar[str] = "messaging.reminder.called_off"


@dataclass(frozen=True, slots=True)
class PingAnswered(Event):
    """A carrier said what became of one message: accepted, refused, or nothing."""

    kind: ClassVar[str] = "messaging.ping.answered"

    channel: str
    status: str


@dataclass(frozen=True, slots=True)
class TextCame(Event):
    """Somebody sent us a text; `asks` when the fixed lists found that they ask for help."""

    kind: ClassVar[str] = "messaging.text.came"

    asks: bool


@dataclass(frozen=True, slots=True)
class TextSeen(Event):
    """A human read it, and said what came of it."""

    kind: ClassVar[str] = "messaging.text.seen"

    outcome: str


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    kind: ClassVar[str] = "messaging.conversation.opened"


@dataclass(frozen=True, slots=True)
class MessageWritten(Event):
    kind: ClassVar[str] = "messaging.message.written"

    conversation: int


@dataclass(frozen=True, slots=True)
class HoursSet(Event):
    """A worker said when they usually answer."""

    kind: ClassVar[str] = "messaging.hours.set"


@dataclass(frozen=True, slots=True)
class AwaySet(Event):
    """A worker is not here for a while; `cover` reads meanwhile."""

    kind: ClassVar[str] = "messaging.away.set"

    cover: int


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    kind: ClassVar[str] = "messaging.away.ended"


@dataclass(frozen=True, slots=True)
class ConversationHandedOver(Event):
    """The worker it is with left or is away: another of the team reads it now."""

    kind: ClassVar[str] = "messaging.conversation.handed_over"

    conversation: int
    worker: int
    why: str


@dataclass(frozen=True, slots=True)
class ConversationReturned(Event):
    """The worker it is with, or their cover, reads it again; or nobody of the team is left."""

    kind: ClassVar[str] = "messaging.conversation.returned"

    conversation: int


@dataclass(frozen=True, slots=True)
class CircleOpened(Event):
    kind: ClassVar[str] = "messaging.circle.opened"


@dataclass(frozen=True, slots=True)
class ModeratorAdded(Event):
    """A worker moderates a circle from now on."""

    kind: ClassVar[str] = "messaging.moderator.added"

    worker: int


@dataclass(frozen=True, slots=True)
class ModeratorLeft(Event):
    kind: ClassVar[str] = "messaging.moderator.left"

    worker: int


@dataclass(frozen=True, slots=True)
class CircleInvited(Event):
    """Somebody is asked into a circle. Nobody but they and those who moderate it learn of it."""

    kind: ClassVar[str] = "messaging.circle.invited"


@dataclass(frozen=True, slots=True)
class CircleJoined(Event):
    kind: ClassVar[str] = "messaging.circle.joined"


@dataclass(frozen=True, slots=True)
class CircleLeft(Event):
    """They left, or said no thank you. No reason is asked."""

    kind: ClassVar[str] = "messaging.circle.left"


@dataclass(frozen=True, slots=True)
class CircleMemberTakenOut(Event):
    """A moderator took them out; why stands with the membership, in words for them."""

    kind: ClassVar[str] = "messaging.circle_member.taken_out"


@dataclass(frozen=True, slots=True)
class CircleMessageWritten(Event):
    kind: ClassVar[str] = "messaging.circle_message.written"

    circle: int


@dataclass(frozen=True, slots=True)
class CircleMessageHidden(Event):
    kind: ClassVar[str] = "messaging.circle_message.hidden"

    circle: int


@dataclass(frozen=True, slots=True)
class CirclePaused(Event):
    kind: ClassVar[str] = "messaging.circle.paused"


@dataclass(frozen=True, slots=True)
class CircleResumed(Event):
    kind: ClassVar[str] = "messaging.circle.resumed"


@dataclass(frozen=True, slots=True)
class CircleEnded(Event):
    kind: ClassVar[str] = "messaging.circle.ended"
