"""What scheduling announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AppointmentBooked(Event):
    kind: ClassVar[str] = "scheduling.appointment.booked"

    strand: str


@dataclass(frozen=True, slots=True)
class AppointmentMoved(Event):
    """To another time; `was` is when it would have begun."""

    kind: ClassVar[str] = "scheduling.appointment.moved"

    strand: str
    was: str


@dataclass(frozen=True, slots=True)
class AppointmentSettled(Event):
    """It took place, was cancelled, or the person did not come."""

    kind: ClassVar[str] = "scheduling.appointment.settled"

    strand: str
    status: str
    cancelled_by: str = ""
    in_the_way: str = ""


@dataclass(frozen=True, slots=True)
class GatheringMade(Event):
    kind: ClassVar[str] = "scheduling.gathering.made"


@dataclass(frozen=True, slots=True)
class GatheringEnded(Event):
    kind: ClassVar[str] = "scheduling.gathering.ended"


@dataclass(frozen=True, slots=True)
class OccasionCancelled(Event):
    """One time of a gathering does not take place."""

    kind: ClassVar[str] = "scheduling.occasion.cancelled"


@dataclass(frozen=True, slots=True)
class OccasionHandedOver(Event):
    """Somebody else leads one time of a gathering."""

    kind: ClassVar[str] = "scheduling.occasion.handed_over"

    lead: int


@dataclass(frozen=True, slots=True)
class SeatGiven(Event):
    kind: ClassVar[str] = "scheduling.seat.given"

    strand: str


@dataclass(frozen=True, slots=True)
class SeatEnded(Event):
    kind: ClassVar[str] = "scheduling.seat.ended"

    strand: str


@dataclass(frozen=True, slots=True)
class AttendanceNoted(Event):
    """Somebody came to a gathering, came late, or did not come."""

    kind: ClassVar[str] = "scheduling.attendance.noted"

    strand: str
    status: str


@dataclass(frozen=True, slots=True)
class HoursSet(Event):
    kind: ClassVar[str] = "scheduling.hours.set"


@dataclass(frozen=True, slots=True)
class HoursEnded(Event):
    kind: ClassVar[str] = "scheduling.hours.ended"


@dataclass(frozen=True, slots=True)
class CalendarFeedMade(Event):
    kind: ClassVar[str] = "scheduling.feed.made"


@dataclass(frozen=True, slots=True)
class CalendarFeedEnded(Event):
    kind: ClassVar[str] = "scheduling.feed.ended"


@dataclass(frozen=True, slots=True)
class TopicWritten(Event):
    """A person wrote down, changed or took back what they want to talk about when they meet somebody."""

    kind: ClassVar[str] = "scheduling.topic.written"


@dataclass(frozen=True, slots=True)
class MeetingNameChosen(Event):
    """Somebody comes to a meeting under a name they chose."""

    kind: ClassVar[str] = "scheduling.meeting_name.chosen"


@dataclass(frozen=True, slots=True)
class MeetingNameEnded(Event):
    kind: ClassVar[str] = "scheduling.meeting_name.ended"


@dataclass(frozen=True, slots=True)
class ShownUpSaid(Event):
    """They were at a meeting where nobody is asked who they are."""

    kind: ClassVar[str] = "scheduling.shown_up.said"


@dataclass(frozen=True, slots=True)
class ShownUpTakenBack(Event):
    kind: ClassVar[str] = "scheduling.shown_up.taken_back"
