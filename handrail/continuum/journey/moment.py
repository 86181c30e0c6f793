"""One line of a person's timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """`voice` holds the person's own words and nothing else; `text` is ours. `by` is who did it, "" when nobody is named.

    `strand` is counsel, peer, case, crisis, self or other; `kind_words` is what that strand is called here. `kind` and
    `subject` are those of its entry.
    """

    at: datetime
    strand: str
    title: str
    kind_words: str
    by: str
    voice: str
    text: str
    entry_id: int
    kind: str
    subject: int | None
