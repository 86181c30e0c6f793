"""What an event is: a frozen dataclass in the past tense, carrying ids only."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

#: The subject of an event that is announced together with its row, which has no key yet.
UNWRITTEN = 0


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` names the event for ever; `subject` is the id of the row it is about; `person` whose story it is."""

    kind: ClassVar[str] = ""

    subject: int
    person: int | None

    def facts(self) -> dict[str, Any]:
        """The fields past subject and person: ids, dates and codes, never answers or free text."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in {"subject", "person"}}


@dataclass(frozen=True, slots=True)
class PromiseMadeTrue(Event):
    """After a restore a promise held again. `promised` is its kind, `number` its line in the promise ledger."""

    kind: ClassVar[str] = "ledger.promise.made_true"

    promised: str
    number: int


@dataclass(frozen=True, slots=True)
class ViewingsBroughtIn(Event):
    """Looks that were kept beside the ledger stand in it now. `subject` is whoever looked, `looked_at` when (ISO 8601)."""

    kind: ClassVar[str] = "ledger.viewings.brought_in"

    looked_at: str
    resources: list[str]
