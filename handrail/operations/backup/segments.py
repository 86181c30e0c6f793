"""Names and order of WAL segments, as PostgreSQL gives them: timeline, then place in the stream, in hexadecimal."""

from __future__ import annotations

import re
import struct
from collections.abc import Collection
from dataclasses import dataclass

SIZE = 16 * 1024 * 1024
IN_A_LOG = 0x100000000 // SIZE
SEGMENT = re.compile(r"[0-9A-F]{24}")
HISTORY = re.compile(r"[0-9A-F]{8}\.history")
# A page header is 24 bytes long; the first one of a segment is followed by the number of its cluster.
_CLUSTER = struct.Struct("<24xQ")


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """One stretch of 16 MiB: `place` counts from the beginning of the stream, whatever the timeline."""

    place: int
    timeline: int

    @classmethod
    def named(cls, name: str) -> Segment:
        """The segment that a file name stands for."""
        timeline, log, part = (int(name[at : at + 8], 16) for at in (0, 8, 16))
        return cls(log * IN_A_LOG + part, timeline)

    @property
    def name(self) -> str:
        return f"{self.timeline:08X}{self.place // IN_A_LOG:08X}{self.place % IN_A_LOG:08X}"


def cluster_of(content: bytes) -> int:
    """The system identifier in the first page of a segment."""
    return int(_CLUSTER.unpack_from(content)[0])


def place_of(position: str) -> int:
    """The place of the segment that holds a position such as 0/3000028."""
    high, low = (int(part, 16) for part in position.split("/"))
    return ((high << 32) + low) // SIZE


def line_of(timeline: int, history: str) -> list[tuple[int, int]]:
    """Newest first: each timeline on the way to `timeline`, with the place from which it counts.

    `history` is what its .history file says: a parent and where it was left, a line each.
    """
    begins, steps = 0, []
    for words in (line.split() for line in history.splitlines() if line.strip() and not line.startswith("#")):
        steps.append((int(words[0]), begins))
        begins = place_of(words[1])
    return [(timeline, begins), *reversed(steps)]


def holding(place: int, line: list[tuple[int, int]], there: Collection[Segment]) -> Segment | None:
    """The one file that holds `place` on the way; None when it is not there.

    A timeline writes the whole of its first segment anew; only as long as nothing of it is there does the older
    one's do. What an older timeline wrote after it was left holds nothing.
    """
    begun = [(timeline, begins) for timeline, begins in line if place >= begins]
    timeline, begins = begun[0]
    own = Segment(place, timeline)
    if own not in there and place == begins and len(begun) > 1:
        nothing_yet = all(segment.timeline != timeline for segment in there)
        own = Segment(place, begun[1][0]) if nothing_yet else own
    return own if own in there else None


def last_without_gap(first: int, line: list[tuple[int, int]], there: Collection[Segment]) -> int | None:
    """The last place that can be reached from `first` without a missing segment; None when `first` is missing."""
    place = first
    while holding(place, line, there):
        place += 1
    return place - 1 if place > first else None
