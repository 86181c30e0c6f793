"""When the usual stops learning, so that getting worse does not quietly become the usual.

Source: early-warning design 6.1, 7. Evidence (simulated): costs nothing in false alerts; 28 days into a lasting
change of 2 spreads 86 % are still above the cut-off with it, 49 % without.
"""

from __future__ import annotations

#: Parts of h_Q: learning stops from a half on; the present run of evidence begins at a quarter.
FREEZE_FROM = 0.5
RUN_FROM = 0.25
LONGEST_DAYS = 28


class FreezeMemory:
    """Whether tomorrow learns, how many days in a row have not, and the first day of the present run."""

    __slots__ = ("frozen", "days", "run_start")

    frozen: bool
    days: int
    run_start: int | None

    def __init__(self) -> None:
        self.frozen, self.days, self.run_start = False, 0, None

    def copy(self) -> FreezeMemory:
        """A memory of its own with the same contents."""
        twin = FreezeMemory()
        twin.frozen, twin.days, twin.run_start = self.frozen, self.days, self.run_start
        return twin


def settle_evening(memory: FreezeMemory, day: int, signals: float, alert_open: bool) -> None:
    """Decide from Q / h_Q and an open alert; at most 28 days in a row."""
    if signals < RUN_FROM:
        memory.run_start = None
    elif memory.run_start is None:
        memory.run_start = day
    held = alert_open or signals >= FREEZE_FROM
    memory.frozen = held and may_last(memory)
    if memory.frozen:
        memory.days += 1
    elif not held:
        memory.days = 0


def may_last(memory: FreezeMemory) -> bool:
    """Whether the present freeze still has days left."""
    return memory.days < LONGEST_DAYS
