"""What rights announces. Ids and codes only; a complaint names no person, not even when its words do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ComplaintMade(Event):
    kind: ClassVar[str] = "rights.complaint.made"


@dataclass(frozen=True, slots=True)
class ComplaintAnswered(Event):
    kind: ClassVar[str] = "rights.complaint.answered"


@dataclass(frozen=True, slots=True)
class NoticeDelivered(Event):
    """`version` names the text of the notice, `how` the way."""

    kind: ClassVar[str] = "rights.notice.delivered"

    version: str
    how: str
    language: str


@dataclass(frozen=True, slots=True)
class AmendmentAsked(Event):
    """`resource` is the cell in which what is meant lies."""

    kind: ClassVar[str] = "rights.amendment.asked"

    resource: str


@dataclass(frozen=True, slots=True)
class AmendmentAccepted(Event):
    kind: ClassVar[str] = "rights.amendment.accepted"

    resource: str


@dataclass(frozen=True, slots=True)
class AmendmentDeclined(Event):
    """`ground` is one that the law knows."""

    kind: ClassVar[str] = "rights.amendment.declined"

    resource: str
    ground: str


@dataclass(frozen=True, slots=True)
class AmendmentDisagreed(Event):
    kind: ClassVar[str] = "rights.amendment.disagreed"

    resource: str


@dataclass(frozen=True, slots=True)
class ErasureOpened(Event):
    kind: ClassVar[str] = "rights.erasure.opened"


@dataclass(frozen=True, slots=True)
class ErasureApproved(Event):
    kind: ClassVar[str] = "rights.erasure.approved"


@dataclass(frozen=True, slots=True)
class ErasureDeclined(Event):
    kind: ClassVar[str] = "rights.erasure.declined"


@dataclass(frozen=True, slots=True)
class ErasureCalledOff(Event):
    kind: ClassVar[str] = "rights.erasure.called_off"


@dataclass(frozen=True, slots=True)
class RecordErased(Event):
    """`years`: whatever is kept no longer than so long after the last service is gone."""

    kind: ClassVar[str] = "rights.record.erased"

    years: int


@dataclass(frozen=True, slots=True)
class KeptYearsSet(Event):
    """What is to be kept for `asked` years after the last service is kept for `years` here."""

    kind: ClassVar[str] = "rights.years.set"

    asked: int
    years: int
