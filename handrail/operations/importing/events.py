"""What an import announces: which file came in and who ran it, and each person that it brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class FileImported(Event):
    """`file` is the SHA-256 of its bytes, `by` the name on this machine of who ran the command."""

    kind: ClassVar[str] = "imports.file.applied"

    what: str
    file: str
    rows: int
    added: int
    by: str


@dataclass(frozen=True, slots=True)
class PersonImported(Event):
    kind: ClassVar[str] = "people.record.brought_in"
