"""Where words go on a chart so that they do not cover each other."""

from __future__ import annotations

# Average advance of the interface face at 13 px, measured over plain English text.
LETTER = 6.6


def gutter(words: list[str], least: float) -> float:
    """Room beside the chart for the longest of the words, never less than `least`, at most 200."""
    longest = max((len(word) for word in words), default=0)
    return min(200.0, max(least, longest * (LETTER + 1) + 24))


def event_rows(labels: list[tuple[float, str]], right: float) -> list[tuple[int, bool]]:
    """For each (x, words): the row it stands in (0 is the top) and whether it stands before its line.

    A label that would run over the right end stands before its line; a label that would touch
    another one moves a row down.
    """
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for x, words in labels:
        width = len(words) * LETTER + 12
        before = x + width > right
        span = (x - width, x) if before else (x, x + width)
        row = next((k for k, spans in enumerate(taken) if not _touches(span, spans)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        placed.append((row, before))
    return placed


def _touches(span: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def labeled(values: list[float], most: int = 12) -> set[int]:
    """Which points carry their value: all up to `most`, else first, last, highest and lowest."""
    places = range(len(values))
    if len(values) <= most:
        return set(places)
    highest, lowest = max(places, key=values.__getitem__), min(places, key=values.__getitem__)
    return {0, len(values) - 1, highest, lowest}
