"""A directory of 100,000 services: taking it in, and finding something in it."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median, quantiles

from bench.data import new_installation
from bench.inside import inside
from bench.table import Row

SERVICES, SEARCHES = 100_000, 100
A_SECOND, P95 = 2_000, 0.100


def rows() -> Iterator[Row]:
    with new_installation() as data, inside(data) as call:
        file = call("bench.listing.write", str(data.parent / "riverbend.zip"), SERVICES)
        for what in ("new", "again, nothing changed"):
            took = call("bench.listing.take_in", file)
            a_second = SERVICES / took
            yield Row(
                f"taking in {SERVICES:,} services, {what}", f"{took:.1f} s, {a_second:,.0f} a second",
                f"at least {A_SECOND:,} a second", ok=a_second >= A_SECOND,
            )  # fmt: skip
        for how, seconds in call("bench.listing.searches", SEARCHES).items():
            slow = quantiles(seconds, n=20)[18]
            spent = f"p50 {median(seconds) * 1000:.1f} ms, p95 {slow * 1000:.1f} ms"
            yield Row(f"search: {how}", spent, f"p95 under {P95 * 1000:.0f} ms", ok=slow < P95)
