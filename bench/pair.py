"""Two who write to each other."""

from __future__ import annotations

from dataclasses import dataclass

from bench.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Pair:
    """A person, somebody who cares for them, and their conversation."""

    person: Visitor
    worker: Visitor
    conversation: int
