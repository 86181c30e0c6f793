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


@dataclass(frozen=True, slots=True)
class BreachOpened(Event):
    """Names no person; `how` is the kind of breach."""

    kind: ClassVar[str] = "rights.breach.opened"

    how: str


@dataclass(frozen=True, slots=True)
class BreachWeighed(Event):
    kind: ClassVar[str] = "rights.breach.weighed"

    finding: str


@dataclass(frozen=True, slots=True)
class BreachChanged(Event):
    """How many others there are, or until when telling is put off."""

    kind: ClassVar[str] = "rights.breach.changed"


@dataclass(frozen=True, slots=True)
class BreachNoticeWritten(Event):
    kind: ClassVar[str] = "rights.breach.notice_written"

    language: str


@dataclass(frozen=True, slots=True)
class BreachPersonNamed(Event):
    """`subject` is the row that names somebody. The person is told by BreachPersonTold."""

    kind: ClassVar[str] = "rights.breach.person_named"


@dataclass(frozen=True, slots=True)
class BreachPersonLeft(Event):
    """Named by mistake."""

    kind: ClassVar[str] = "rights.breach.person_left"


@dataclass(frozen=True, slots=True)
class BreachPersonTold(Event):
    """In writing, by `way`."""

    kind: ClassVar[str] = "rights.breach.person_told"

    way: str


@dataclass(frozen=True, slots=True)
class BreachNoticeRead(Event):
    """The person said that they have read it."""

    kind: ClassVar[str] = "rights.breach.notice_read"


@dataclass(frozen=True, slots=True)
class BreachReported(Event):
    """To the office or the press."""

    kind: ClassVar[str] = "rights.breach.reported"

    whom: str


@dataclass(frozen=True, slots=True)
class LegalRequestOpened(Event):
    """Names no person: whom it asks about is in its words."""

    kind: ClassVar[str] = "rights.legal.opened"

    what: str


@dataclass(frozen=True, slots=True)
class LegalOrderChecked(Event):
    kind: ClassVar[str] = "rights.legal.order_checked"


@dataclass(frozen=True, slots=True)
class LegalOrderAgreed(Event):
    kind: ClassVar[str] = "rights.legal.order_agreed"


@dataclass(frozen=True, slots=True)
class LegalOrderSetBack(Event):
    kind: ClassVar[str] = "rights.legal.order_set_back"


@dataclass(frozen=True, slots=True)
class LegalRequestAnswered(Event):
    """What went stands as a disclosure of its own."""

    kind: ClassVar[str] = "rights.legal.answered"

    answer: str
