"""Numbers of a sample, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-part * len(ordered)) - 1))]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def spread(values: Sequence[float]) -> str:
    """`p50 41 ms, p95 88 ms` of seconds."""
    return f"p50 {ms(percentile(values, 0.5))}, p95 {ms(percentile(values, 0.95))}"
