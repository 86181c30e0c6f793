"""The last three and the last seven days of a signal, kept as running sums. Days, not answers: a gap stays a gap.

Source: early-warning design 6.1, 2. Evidence (simulated, objective .706): the 7-day window alone .650, the 3-day
alone .665, both .706; no winsorising .662.
"""

from __future__ import annotations

from handrail.clinical.early_warning.memory import SignalMemory

SHORT = 3
LONG = 7
#: An answer counts as at most this many spreads away from the usual, so one odd day is not an alarm.
WINSOR = 2.0


def slide(memory: SignalMemory, answer: float | None, slot: int) -> None:
    """Move both windows to the day of `slot` (day modulo 7). None is a skipped or missing answer: never zero."""
    held = memory.held
    gone = held[slot]
    if gone is not None:
        memory.count7 -= 1
        memory.sum7 = memory.sum7 - gone if memory.count7 else 0.0
    gone = held[slot - SHORT]
    if gone is not None:
        memory.count3 -= 1
        memory.sum3 = memory.sum3 - gone if memory.count3 else 0.0
    memory.leaving = memory.answers[slot]
    memory.answers[slot] = held[slot] = answer
    if answer is None:
        return
    deviation, reach = answer - memory.mean, WINSOR * memory.spread
    if deviation > reach:
        held[slot] = answer = memory.mean + reach
    elif deviation < -reach:
        held[slot] = answer = memory.mean - reach
    memory.sum3 += answer
    memory.sum7 += answer
    memory.count3 += 1
    memory.count7 += 1
