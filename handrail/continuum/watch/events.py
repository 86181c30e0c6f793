"""What the watch announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ConcernRaised(Event):
    """Something changed enough to tell the team; `finding` holds why."""

    kind: ClassVar[str] = "watch.concern.raised"

    finding: int


@dataclass(frozen=True, slots=True)
class SupportOffered(Event):
    """Something changed a little: the person is offered support, the team is not called."""

    kind: ClassVar[str] = "watch.support.offered"


@dataclass(frozen=True, slots=True)
class ConcernSettled(Event):
    kind: ClassVar[str] = "watch.concern.settled"

    outcome: str


@dataclass(frozen=True, slots=True)
class AbsenceTold(Event):
    """No check-in is expected from a day until another."""

    kind: ClassVar[str] = "watch.absence.told"

    first: date
    last: date

    def facts(self) -> dict[str, Any]:
        return {"first": self.first.isoformat(), "last": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class CheckInDaysChosen(Event):
    """On which weekdays check-ins are asked for from now on. Monday is 0."""

    kind: ClassVar[str] = "watch.days.chosen"

    weekdays: tuple[int, ...]
    #: The last day of a while (ISO date); empty where they hold until others are chosen.
    until: str = ""

    def facts(self) -> dict[str, Any]:
        return {"weekdays": list(self.weekdays), **({"until": self.until} if self.until else {})}


@dataclass(frozen=True, slots=True)
class AbsenceEnded(Event):
    """Back earlier than was said."""

    kind: ClassVar[str] = "watch.absence.ended"


@dataclass(frozen=True, slots=True)
class GapsWeighed(Event):
    """What came and went in one look at somebody's gaps; kinds, with commas between them."""

    kind: ClassVar[str] = "watch.gaps.weighed"

    found: str
    mended: str


@dataclass(frozen=True, slots=True)
class GapSetAside(Event):
    """Somebody looked at a gap; it rests until a day."""

    kind: ClassVar[str] = "watch.gap.set_aside"

    until: str


@dataclass(frozen=True, slots=True)
class GapDaysSet(Event):
    """A programme said how many days are too many; 0 when a kind is not looked for any more."""

    kind: ClassVar[str] = "watch.gap_days.set"

    gap: str
    days: int


@dataclass(frozen=True, slots=True)
class SensitivitySet(Event):
    """A programme said from which change on its teams are told, and whether a strong one calls who is on call."""

    kind: ClassVar[str] = "watch.sensitivity.set"

    told_of: str
    strong_calls: bool
