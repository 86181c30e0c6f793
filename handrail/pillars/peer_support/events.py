"""What peer support announces. Ids and codes: never what somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ProfileWritten(Event):
    kind: ClassVar[str] = "peer_support.profile.written"


@dataclass(frozen=True, slots=True)
class CaseloadLimitSet(Event):
    kind: ClassVar[str] = "peer_support.limit.set"

    people: int


@dataclass(frozen=True, slots=True)
class SupervisionHeld(Event):
    kind: ClassVar[str] = "peer_support.supervision.held"

    peer: int


@dataclass(frozen=True, slots=True)
class PeerChosen(Event):
    """The person asked a peer to walk with them."""

    kind: ClassVar[str] = "peer_support.match.asked"

    peer: int


@dataclass(frozen=True, slots=True)
class MatchAccepted(Event):
    kind: ClassVar[str] = "peer_support.match.accepted"

    peer: int


@dataclass(frozen=True, slots=True)
class MatchDeclined(Event):
    kind: ClassVar[str] = "peer_support.match.declined"

    peer: int


@dataclass(frozen=True, slots=True)
class MatchWithdrawn(Event):
    kind: ClassVar[str] = "peer_support.match.withdrawn"

    peer: int


@dataclass(frozen=True, slots=True)
class MatchEnded(Event):
    kind: ClassVar[str] = "peer_support.match.ended"

    peer: int


@dataclass(frozen=True, slots=True)
class ContactLogged(Event):
    """A peer and a person were in touch, or the peer tried."""

    kind: ClassVar[str] = "peer_support.contact.logged"

    outcome: str
    way: str


@dataclass(frozen=True, slots=True)
class ContactShared(Event):
    """The team may read one contact."""

    kind: ClassVar[str] = "peer_support.contact.shared"


@dataclass(frozen=True, slots=True)
class ContactKept(Event):
    """The person keeps it between the two again."""

    kind: ClassVar[str] = "peer_support.contact.kept"


@dataclass(frozen=True, slots=True)
class SafetyConcernTold(Event):
    """A peer worries about somebody's safety: whoever is on call is called."""

    kind: ClassVar[str] = "peer_support.contact.concern_told"


@dataclass(frozen=True, slots=True)
class CallTimesSaid(Event):
    kind: ClassVar[str] = "peer_support.call_times.said"


@dataclass(frozen=True, slots=True)
class MilestoneMade(Event):
    kind: ClassVar[str] = "peer_support.milestone.made"


@dataclass(frozen=True, slots=True)
class MilestoneKept(Event):
    kind: ClassVar[str] = "peer_support.milestone.kept"


@dataclass(frozen=True, slots=True)
class MilestonePutAway(Event):
    kind: ClassVar[str] = "peer_support.milestone.put_away"


@dataclass(frozen=True, slots=True)
class MilestoneShared(Event):
    kind: ClassVar[str] = "peer_support.milestone.shared"

    reader: int


@dataclass(frozen=True, slots=True)
class MilestoneUnshared(Event):
    kind: ClassVar[str] = "peer_support.milestone.unshared"

    reader: int


@dataclass(frozen=True, slots=True)
class StretchBegun(Event):
    """The person counts days. From when is theirs alone."""

    kind: ClassVar[str] = "peer_support.stretch.begun"


@dataclass(frozen=True, slots=True)
class StretchEnded(Event):
    kind: ClassVar[str] = "peer_support.stretch.ended"


@dataclass(frozen=True, slots=True)
class MeetingFeedKept(Event):
    """An address is asked for its meetings from now on."""

    kind: ClassVar[str] = "peer_support.meeting_feed.kept"


@dataclass(frozen=True, slots=True)
class MeetingFeedForgotten(Event):
    kind: ClassVar[str] = "peer_support.meeting_feed.forgotten"


@dataclass(frozen=True, slots=True)
class MeetingsBroughtIn(Event):
    """A directory of open meetings took the place of the one before. `subject` is how many meetings it has."""

    kind: ClassVar[str] = "peer_support.meetings.brought_in"

    gone: int


@dataclass(frozen=True, slots=True)
class GoingSaid(Event):
    kind: ClassVar[str] = "peer_support.going.said"


@dataclass(frozen=True, slots=True)
class GoingTakenBack(Event):
    kind: ClassVar[str] = "peer_support.going.taken_back"


@dataclass(frozen=True, slots=True)
class WentToMeeting(Event):
    kind: ClassVar[str] = "peer_support.going.went"


@dataclass(frozen=True, slots=True)
class CompanyAsked(Event):
    """The person asked their peer to come along."""

    kind: ClassVar[str] = "peer_support.company.asked"

    peer: int


@dataclass(frozen=True, slots=True)
class CompanyPromised(Event):
    kind: ClassVar[str] = "peer_support.company.promised"


@dataclass(frozen=True, slots=True)
class TopicRaised(Event):
    """A peer wants to talk about something in supervision."""

    kind: ClassVar[str] = "peer_support.topic.raised"

    peer: int


@dataclass(frozen=True, slots=True)
class TopicTalkedAbout(Event):
    kind: ClassVar[str] = "peer_support.topic.talked_about"

    peer: int


@dataclass(frozen=True, slots=True)
class WellnessWritten(Event):
    kind: ClassVar[str] = "peer_support.wellness.written"
