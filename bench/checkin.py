"""What one check-in costs, against a bare Django view that inserts one row."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench import data
from bench.inside import inside
from bench.table import Row

BLOCKS, SIZE = 15, 20
AT_MOST = 3.0


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, inside(copy) as call:
        ours, bare, queries = call("bench.posting.compare", BLOCKS, SIZE)
    ratio = median(a[0] / b[0] for a, b in zip(ours, bare, strict=True))
    yield Row(
        "CPU of a check-in POST, web process",
        f"{_ms(ours, 0)} against {_ms(bare, 0)}, {queries} queries against 1",
        f"at most {AT_MOST:g} x",
        f"{ratio:.2f} x",
        ratio <= AT_MOST,
    )
    yield Row("CPU of a check-in POST, database", f"{_ms(ours, 1)} against {_ms(bare, 1)}")


def _ms(spent: list[tuple[float, float]], part: int) -> str:
    return f"{median(one[part] for one in spent) * 1000:.2f} ms"
