"""The measurements can be named, chosen and read, before any of them runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.numbers import percentile
from bench.table import Row, skipped, table
from handrail.operations.places import PROJECT


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_list_names_every_part_and_measures_nothing() -> None:
    told = bench("--list")
    assert told.returncode == 0, told.stderr
    names = [line.split()[0] for line in told.stdout.splitlines()]
    assert {"command", "load", "checkin", "live", "pages", "memory", "weight", "healing"} <= set(names)


def test_a_part_that_is_not_there_is_named_with_those_that_are() -> None:
    told = bench("weather")
    assert told.returncode == 2
    assert "There is no part weather" in told.stderr
    assert "pages" in told.stderr


def test_the_table_says_what_was_met_missed_and_not_measured() -> None:
    rows = [
        Row("quick", "1 ms", "under 2 ms", "0.50 x", True),
        Row("slow", "3 ms", "under 2 ms", "1.50 x", False),
        skipped("absent", "nothing to measure with"),
    ]
    lines = table(rows).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [line.split("|")[5].strip() for line in lines[2:]] == ["met", "MISSED", ""]
    assert "not measured: nothing to measure with" in lines[4]


@pytest.mark.parametrize(("part", "value"), [(0.5, 10), (0.95, 19), (1.0, 20), (0.01, 1)])
def test_a_percentile_is_a_value_that_was_measured(part: float, value: int) -> None:
    assert percentile(list(range(20, 0, -1)), part) == value
