"""What a crisis announces. Ids and codes: never what somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AlertRaised(Event):
    kind: ClassVar[str] = "crisis.alert.raised"

    origin: str
    tier: int


@dataclass(frozen=True, slots=True)
class AlertAskedAgain(Event):
    """The person asked again while the alert is open."""

    kind: ClassVar[str] = "crisis.alert.asked_again"


@dataclass(frozen=True, slots=True)
class AlertCalled(Event):
    """A step of the ladder was taken: who was called stands in the pages of that step."""

    kind: ClassVar[str] = "crisis.alert.called"

    step: int
    rung: str


@dataclass(frozen=True, slots=True)
class CallCameBack(Event):
    """A mail by which a worker was called was taken by a server and came back; `status` as the page has it now."""

    kind: ClassVar[str] = "crisis.call.came_back"

    worker: int
    status: str


@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Event):
    """A human has it. `took_over` names who had it before."""

    kind: ClassVar[str] = "crisis.alert.acknowledged"

    took_over: int | None = None


@dataclass(frozen=True, slots=True)
class AlertNextStepSet(Event):
    kind: ClassVar[str] = "crisis.alert.next_step_set"


@dataclass(frozen=True, slots=True)
class AlertRanOut(Event):
    """What whoever had it said would happen next is past, or they said nothing: somebody is called again."""

    kind: ClassVar[str] = "crisis.alert.ran_out"

    worker: int


@dataclass(frozen=True, slots=True)
class AlertNoted(Event):
    kind: ClassVar[str] = "crisis.alert.noted"


@dataclass(frozen=True, slots=True)
class AlertAnswersNoted(Event):
    """Somebody asked, and wrote down what they were told: which check, never what was answered."""

    kind: ClassVar[str] = "crisis.alert.answers_noted"

    check: str


@dataclass(frozen=True, slots=True)
class AlertUrgencySet(Event):
    """A human said how urgent it is. `least` is what the answers asked for."""

    kind: ClassVar[str] = "crisis.alert.urgency_set"

    tier: int
    least: int | None


@dataclass(frozen=True, slots=True)
class SomebodyCalledIn(Event):
    kind: ClassVar[str] = "crisis.call_in.made"

    alert: int
    sort: str


@dataclass(frozen=True, slots=True)
class CallInEnded(Event):
    kind: ClassVar[str] = "crisis.call_in.ended"

    alert: int
    outcome: str


@dataclass(frozen=True, slots=True)
class AlertRecognized(Event):
    """A call without a name was theirs, somebody said."""

    kind: ClassVar[str] = "crisis.alert.recognized"

    alert: int


@dataclass(frozen=True, slots=True)
class RecognitionTakenBack(Event):
    """It was not theirs."""

    kind: ClassVar[str] = "crisis.recognition.taken_back"

    alert: int


@dataclass(frozen=True, slots=True)
class AlertClosed(Event):
    kind: ClassVar[str] = "crisis.alert.closed"

    outcome: str
    follow_up: int | None


@dataclass(frozen=True, slots=True)
class FollowUpDone(Event):
    """How it went. `sort` is the kind of follow-up, "" in entries from before it was kept."""

    kind: ClassVar[str] = "crisis.follow_up.done"

    outcome: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpHandedOn(Event):
    """Somebody else owns it now: handed over, or the next responsible human because nobody did it in time."""

    kind: ClassVar[str] = "crisis.follow_up.handed_on"

    owner: int


@dataclass(frozen=True, slots=True)
class FollowUpMade(Event):
    """Somebody owns what is done afterwards, by then."""

    kind: ClassVar[str] = "crisis.follow_up.made"

    sort: str
    owner: int


@dataclass(frozen=True, slots=True)
class TransferNoted(Event):
    """Emergency care took over. `lacks` is how many facts of a medical emergency are still owed."""

    kind: ClassVar[str] = "crisis.transfer.noted"

    alert: int
    basis: str
    lacks: int


@dataclass(frozen=True, slots=True)
class TransferFactsWritten(Event):
    kind: ClassVar[str] = "crisis.transfer_facts.written"

    lacks: int


@dataclass(frozen=True, slots=True)
class ArrivalConfirmed(Event):
    kind: ClassVar[str] = "crisis.transfer.arrived"


@dataclass(frozen=True, slots=True)
class ReturnNoted(Event):
    kind: ClassVar[str] = "crisis.transfer.returned"


@dataclass(frozen=True, slots=True)
class CopingPlanMade(Event):
    """The next three days are planned: so many appointments and check-ins were booked with it."""

    kind: ClassVar[str] = "crisis.coping_plan.made"

    appointments: int
    check_ins: int


@dataclass(frozen=True, slots=True)
class SafetyPlanWritten(Event):
    kind: ClassVar[str] = "crisis.safety_plan.written"

    version: int


@dataclass(frozen=True, slots=True)
class CallNumberSet(Event):
    """A worker said at which number they are called. `subject` is the contact point, 0 when there is none any more."""

    kind: ClassVar[str] = "crisis.call_number.set"


@dataclass(frozen=True, slots=True)
class HelpLinkMade(Event):
    """The person has an address for somebody close."""

    kind: ClassVar[str] = "crisis.help_link.made"


@dataclass(frozen=True, slots=True)
class HelpLinkEnded(Event):
    kind: ClassVar[str] = "crisis.help_link.ended"


@dataclass(frozen=True, slots=True)
class ShiftAdded(Event):
    kind: ClassVar[str] = "crisis.shift.added"

    worker: int
    place: int


@dataclass(frozen=True, slots=True)
class ShiftHandedOver(Event):
    kind: ClassVar[str] = "crisis.shift.handed_over"

    worker: int


@dataclass(frozen=True, slots=True)
class ShiftRemoved(Event):
    kind: ClassVar[str] = "crisis.shift.removed"

    worker: int
