"""What case management announces: ids, codes and counts, never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DirectoryTakenIn(Event):
    """A file of services came in. `file` is the SHA-256 of its bytes."""

    kind: ClassVar[str] = "case_management.directory.taken_in"

    file: str
    added: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class RoomSaid(Event):
    """A provider said whether a service of theirs has room."""

    kind: ClassVar[str] = "case_management.service.room_said"

    room: str
    places: int | None


@dataclass(frozen=True, slots=True)
class ReferralProposed(Event):
    """Somebody thought of a service; `follows` is the silent referral it replaces."""

    kind: ClassVar[str] = "case_management.referral.proposed"

    service: int
    need: str
    follows: int | None


@dataclass(frozen=True, slots=True)
class ReferralSent(Event):
    """A service was asked, on its page here or by a link."""

    kind: ClassVar[str] = "case_management.referral.sent"

    recipient: int | None
    how: str


@dataclass(frozen=True, slots=True)
class ReferralNudged(Event):
    """Whoever was asked is reminded."""

    kind: ClassVar[str] = "case_management.referral.nudged"

    recipient: int | None
    how: str


@dataclass(frozen=True, slots=True)
class ReferralMailReturned(Event):
    """A mail to whoever was asked came back; `code` as its mail server says why (RFC 3463)."""

    kind: ClassVar[str] = "case_management.referral.mail_returned"

    code: str


@dataclass(frozen=True, slots=True)
class ReferralAnswered(Event):
    kind: ClassVar[str] = "case_management.referral.answered"

    status: str
    owner: int


@dataclass(frozen=True, slots=True)
class VisitPlanned(Event):
    """The first visit has a time; "" when it has none any more."""

    kind: ClassVar[str] = "case_management.visit.planned"

    visit_at: str


@dataclass(frozen=True, slots=True)
class ReferralVisited(Event):
    kind: ClassVar[str] = "case_management.referral.visited"


@dataclass(frozen=True, slots=True)
class ReferralAged(Event):
    """It stands where it stood for so many days: its owner looks."""

    kind: ClassVar[str] = "case_management.referral.aged"

    status: str
    days: int
    owner: int


@dataclass(frozen=True, slots=True)
class ReferralEnded(Event):
    kind: ClassVar[str] = "case_management.referral.ended"

    status: str
    outcome: str
    owner: int


@dataclass(frozen=True, slots=True)
class PartnerNoted(Event):
    """Somebody of a partner asked or told something."""

    kind: ClassVar[str] = "case_management.partner.noted"

    note: int
    owner: int


@dataclass(frozen=True, slots=True)
class ReferralHandedOver(Event):
    """Somebody else keeps an eye on it from now on."""

    kind: ClassVar[str] = "case_management.referral.handed_over"

    before: int
    owner: int


@dataclass(frozen=True, slots=True)
class ReferralSeen(Event):
    """A worker saw what waited to be seen."""

    kind: ClassVar[str] = "case_management.referral.seen"


@dataclass(frozen=True, slots=True)
class ArrangementTold(Event):
    """An appointment elsewhere needs something, or does not. `appointment` names it."""

    kind: ClassVar[str] = "case_management.arrangement.told"

    appointment: int
    what: str
    status: str


@dataclass(frozen=True, slots=True)
class ToBringWritten(Event):
    """Somebody wrote what to bring to an appointment elsewhere."""

    kind: ClassVar[str] = "case_management.to_bring.written"


@dataclass(frozen=True, slots=True)
class MedicineNoted(Event):
    kind: ClassVar[str] = "case_management.medicine.noted"


@dataclass(frozen=True, slots=True)
class MedicineEnded(Event):
    """They do not take it any more."""

    kind: ClassVar[str] = "case_management.medicine.ended"


@dataclass(frozen=True, slots=True)
class PrescriptionDated(Event):
    """The next prescription is due on a day; "" when nobody knows."""

    kind: ClassVar[str] = "case_management.prescription.dated"

    on: str


@dataclass(frozen=True, slots=True)
class PickUpExpected(Event):
    kind: ClassVar[str] = "case_management.pick_up.expected"

    medicine: int
    on: str


@dataclass(frozen=True, slots=True)
class PickUpTold(Event):
    """It was picked up, or not yet."""

    kind: ClassVar[str] = "case_management.pick_up.told"

    medicine: int
    status: str


@dataclass(frozen=True, slots=True)
class MissedDoseTold(Event):
    kind: ClassVar[str] = "case_management.missed_dose.told"

    medicine: int
    why: str


@dataclass(frozen=True, slots=True)
class LeadNoted(Event):
    """Something is known of where somebody may be found, or through whom."""

    kind: ClassVar[str] = "case_management.lead.noted"


@dataclass(frozen=True, slots=True)
class LeadEnded(Event):
    """It does not hold any more."""

    kind: ClassVar[str] = "case_management.lead.ended"


@dataclass(frozen=True, slots=True)
class SearchBegan(Event):
    """Nobody reaches somebody, and a worker looks for them."""

    kind: ClassVar[str] = "case_management.search.began"

    reason: str
    owner: int


@dataclass(frozen=True, slots=True)
class SearchPlanned(Event):
    """Somebody chose when they are tried next, or who tries."""

    kind: ClassVar[str] = "case_management.search.planned"

    owner: int


@dataclass(frozen=True, slots=True)
class SearchEnded(Event):
    """They were found, got in touch, or it ended otherwise."""

    kind: ClassVar[str] = "case_management.search.ended"

    status: str
    owner: int


@dataclass(frozen=True, slots=True)
class SearchReopened(Event):
    """The try that ended it was a slip, and was taken back."""

    kind: ClassVar[str] = "case_management.search.reopened"


@dataclass(frozen=True, slots=True)
class HeardAgain(Event):
    """Somebody who was not looked for any more got in touch."""

    kind: ClassVar[str] = "case_management.search.heard_again"

    owner: int


@dataclass(frozen=True, slots=True)
class SearchSeen(Event):
    """Its owner saw what waited to be seen."""

    kind: ClassVar[str] = "case_management.search.seen"


@dataclass(frozen=True, slots=True)
class AttemptLogged(Event):
    """Somebody tried to be in touch, or was."""

    kind: ClassVar[str] = "case_management.attempt.logged"

    way: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AttemptWithdrawn(Event):
    """A try was written down by mistake."""

    kind: ClassVar[str] = "case_management.attempt.withdrawn"
