"""How soon the command answers, against an interpreter that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from bench.data import surroundings
from bench.numbers import ms
from bench.table import Row
from handrail.operations.places import PROJECT

ROUNDS = 15
UNDER = 0.3
HELP = ["-m", "handrail", "--help"]
NOTHING = ["-c", "pass"]


def rows() -> Iterator[Row]:
    pairs = [(_took(HELP), _took(NOTHING)) for _ in range(ROUNDS)]
    ours, nothing = (min(pair[n] for pair in pairs) for n in (0, 1))
    usual = median(one for one, _ in pairs)
    yield Row(
        f"handrail --help, fastest of {ROUNDS}",
        f"{ms(ours)} (median {ms(usual)}) against {ms(nothing)} of python -c pass",
        f"under {ms(UNDER)}",
        f"{ours / nothing:.1f} x",
        ours < UNDER,
    )


def _took(arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=surroundings(), capture_output=True, check=True
    )
    return time.perf_counter() - began
