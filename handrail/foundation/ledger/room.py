"""How full the volume is on which everything is kept. It is said while there is still time to make room.

Source: trust/faults.yaml, F04 (an alarm before 85 percent). The rest is design.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

#: From this share of the volume on, and below so many free bytes, somebody has to make room.
FULL_FROM, LEAST_FREE = 0.80, 1024**3


@dataclass(frozen=True, slots=True)
class Room:
    """`used` and `free` in bytes; what the system keeps back for itself is neither."""

    used: int
    free: int

    @property
    def share(self) -> float:
        """What is used of what can be, from 0 to 1."""
        return self.used / max(self.used + self.free, 1)

    @property
    def enough(self) -> bool:
        return self.share < FULL_FROM and self.free >= LEAST_FREE

    @property
    def percent(self) -> int:
        return int(self.share * 100)


def room_at(folder: Path) -> Room:
    """Of the volume on which this folder lies, or will lie."""
    place = next(one for one in (folder, *folder.parents) if one.exists())
    found = shutil.disk_usage(place)
    return Room(found.used, found.free)
