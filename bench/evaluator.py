"""What asking *who may see this* costs: in the team's Today, in queries, and among 40,000 people."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median, quantiles

from bench import data
from bench.inside import inside
from bench.table import Row

PEOPLE, ASKED = 40_000, 200
SHARE, QUERIES, P95 = 0.10, 3, 0.020


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, inside(copy) as call:
        whole, asking, queries = call("bench.sight.of_today", 40)
        share = median(a / b for a, b in zip(asking, whole, strict=True))
        took = f"{median(asking) * 1000:.1f} of {median(whole) * 1000:.1f} ms CPU"
        yield Row("share of the team's Today", took, f"at most {SHARE:.0%}", f"{share:.1%}", share <= SHARE)
        yield Row(
            "queries of it on the team's Today", f"{queries}", f"at most {QUERIES}", ok=queries <= QUERIES
        )
        call("bench.sight.grow", PEOPLE)
        for who, seconds, plan in call("bench.sight.among_many", ASKED):
            slow = quantiles(seconds, n=20)[18]
            spent = f"p50 {median(seconds) * 1000:.1f} ms, p95 {slow * 1000:.1f} ms"
            yield Row(
                f"{who} among {PEOPLE:,} people", spent, f"p95 under {P95 * 1000:.0f} ms", ok=slow < P95
            )
            print("\n".join(f"  {line}" for line in plan), flush=True)
