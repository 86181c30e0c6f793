"""A directory of 100,000 services: taking it in, and finding something in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from bench.data import surroundings
from bench.inside import inside
from bench.table import Row
from handrail.operations.places import PROJECT

SERVICES, SEARCHES = 100_000, 100
A_SECOND, P95 = 2_000, 0.100


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="hr-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o755)  # noqa: S103 - PostgreSQL steps down from root and must get through
        data = Path(place) / "data"
        command = [sys.executable, "-m", "handrail", "migrate", "--data", str(data)]
        subprocess.run(command, cwd=PROJECT, env=surroundings(), stdout=subprocess.DEVNULL, check=True)
        with inside(data) as call:
            file = call("bench.listing.write", str(Path(place) / "riverbend.zip"), SERVICES)
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
