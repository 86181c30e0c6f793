"""When an evening becomes an alert: not twice for the same thing, and again when it lasts or grows.

Source: early-warning design 6.2, after an alert, and 9, scoring: an alert is followed by seven quiet days, so what
was told on a Monday is told again on the Tuesday of the next week at the earliest. Evidence (simulated): 10 % of false
alerts are repeats.
"""

from __future__ import annotations

QUIET_DAYS = 7
#: A real concern is told once a week, and support is offered to the person no more often.
WEEK = 7
GROWN_BY = 1.5
NEW, GROWN, REMINDER = "new", "grown", "reminder"


class AlertMemory:
    """The last alert (day, highest index, open, reminded), what its outcome asks for, and the last watch."""

    __slots__ = ("raised_on", "raised_index", "open", "reminded", "concern", "quiet_until", "watched_on")

    raised_on: int | None
    raised_index: float
    open: bool
    reminded: bool
    concern: bool
    quiet_until: int | None
    watched_on: int | None

    def __init__(self) -> None:
        self.raised_on = self.quiet_until = self.watched_on = None
        self.raised_index = 0.0
        self.open = self.reminded = self.concern = False

    def copy(self) -> AlertMemory:
        """A memory of its own with the same contents."""
        twin = AlertMemory()
        for name in AlertMemory.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


def tell(memory: AlertMemory, day: int, index: float) -> str | None:
    """On an evening at or above the alert line: why the team is told (new, grown, reminder), or None. Remembered."""
    why = _due(memory, day, index)
    if why is not None:
        told(memory, day, index, why)
    return why


def _due(memory: AlertMemory, day: int, index: float) -> str | None:
    if memory.quiet_until is not None and day <= memory.quiet_until:
        return None
    if memory.raised_on is None:
        return NEW
    since = day - memory.raised_on
    recent = since <= QUIET_DAYS
    if (recent or memory.open) and index >= GROWN_BY * memory.raised_index:
        return GROWN
    if memory.open and memory.concern:
        return REMINDER if since >= WEEK else None
    if recent:
        return None
    if not memory.open:
        return NEW
    return None if memory.reminded else REMINDER


def told(memory: AlertMemory, day: int, index: float, why: str) -> None:
    """Remember that the team was told."""
    if why == NEW:
        memory.concern = memory.reminded = False
        memory.raised_index = 0.0
    memory.reminded = memory.reminded or why == REMINDER
    memory.raised_on = day
    memory.raised_index = max(memory.raised_index, index)
    memory.open = True


def lapse(memory: AlertMemory) -> None:
    """Back below the alert line: the evidence is over, and what comes after the quiet days is a new alert.

    Only the engine's own note; the record of the alert stays open until a worker closes it.
    """
    memory.open = False


def watch(memory: AlertMemory, day: int) -> bool:
    """On an evening at or above the watch line: whether support is offered, once in seven days. Remembered."""
    if memory.watched_on is not None and day - memory.watched_on < WEEK:
        return False
    memory.watched_on = day
    return True


def noted(memory: AlertMemory, day: int, index: float, why: str | None, watched: bool) -> None:
    """What was told in the middle of a day is remembered before its evening."""
    if why is not None:
        told(memory, day, index, why)
    if watched:
        memory.watched_on = day
