"""The fewest that a count or a time may be about and still be shown, so that it tells of nobody.

Source: protocols.md 3.4, "report suppressed cells (under 11)" (design).
"""

from __future__ import annotations

from collections.abc import Iterable

#: Fewer than this are not shown.
SMALLEST = 11


def too_few(count: int) -> bool:
    """Whether a figure about so many could tell of one of them."""
    return count < SMALLEST


def of_too_few(people: Iterable[int | None]) -> bool:
    """Whether a figure about what happened to these people could tell of one: people count, however often it was.

    None is somebody without a name: all of them may be one, so they count as one.
    """
    return too_few(len(set(people)))
