"""Gaps looked for over 40,000 people: the first night, which finds them all, and one on which nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.data import surroundings
from bench.inside import inside
from bench.table import Row
from handrail.operations.places import PROJECT

PEOPLE, WITHIN = 40_000, 60.0


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="hr-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o755)  # noqa: S103 - PostgreSQL steps down from root and must get through
        data = Path(place) / "data"
        command = [sys.executable, "-m", "handrail", "migrate", "--data", str(data)]
        subprocess.run(
            command, cwd=PROJECT, env=surroundings(), stdout=subprocess.DEVNULL, check=True, timeout=600
        )
        with inside(data) as call:
            people = call("bench.people.fill", PEOPLE)
            for what in ("the first night", "nothing changed"):
                took, slowest, found = call("bench.people.night")
                yield Row(
                    f"gaps of {people:,} people, {what}", f"{took:.1f} s, {found:,} open, longest hold {slowest:.2f} s",
                    f"under {WITHIN:.0f} s", ok=took < WITHIN,
                )  # fmt: skip
