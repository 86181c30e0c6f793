"""One person's entries, gathered in any order and written down in the order they happened."""

from __future__ import annotations

import json
from datetime import datetime

from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Entry
from handrail.operations.demo.copying import Book

VIA = "demo"


class Journal:
    """What happened to one person, or in the organisation."""

    def __init__(self) -> None:
        self._lines: list[tuple[datetime, Event, int | None]] = []

    def tell(self, event: Event, at: datetime, actor: int | None = None) -> None:
        """Note what an action would have announced; `actor` is the person who did it, None for the house."""
        self._lines.append((at, event, actor))

    def write(self, book: Book) -> None:
        """Turn the notes into entries, oldest first."""
        for at, event, actor in sorted(self._lines, key=lambda line: line[0]):
            facts = json.dumps(event.facts())
            book.add(Entry, book.key(Entry), event.kind, event.person, actor, at, VIA, event.subject, facts)
        self._lines = []
