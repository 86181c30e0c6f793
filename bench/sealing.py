"""What sealing costs: one value, a check-in with words, and the two team's pages that open most."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench import data
from bench.inside import inside
from bench.table import Row

BLOCKS, SIZE = 15, 20
MANY = 20_000
UNDER, AT_MOST = 0.000_050, 1.1


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, inside(copy) as call:
        for what, seconds in call("bench.sealed.values", MANY).items():
            took = f"{seconds * 1e6:.1f} µs"
            yield Row(f"{what} 200 characters", took, f"under {UNDER * 1e6:.0f} µs", ok=seconds < UNDER)
        for what, sealed, plain, opened in call("bench.sealed.requests", BLOCKS, SIZE):
            yield _times(what, sealed, plain, opened)


def _times(what: str, sealed: list[float], plain: list[float], opened: float) -> Row:
    ratio = median(a / b for a, b in zip(sealed, plain, strict=True))
    return Row(
        f"CPU of {what}, {opened:.0f} values",
        f"{median(sealed) * 1000:.2f} ms against {median(plain) * 1000:.2f} ms unsealed",
        f"at most {AT_MOST:g} x",
        f"{ratio:.3f} x",
        ratio <= AT_MOST,
    )
