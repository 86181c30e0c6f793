"""`handrail watch replay` over a large file of check-ins."""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from bench.early_warning_people import SIGNALS
from bench.table import Row

PEOPLE, DAYS, MISSING = 8_000, 120, 0.12


def rows() -> Iterable[Row]:
    """Elapsed time and CPU for 8,000 people on 120 days, seven answers a day."""
    with TemporaryDirectory() as folder:
        diary, out = Path(folder) / "diary.csv", Path(folder) / "alerts.csv"
        _write(diary)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
        subprocess.run([*_command(), str(diary), "--out", str(out)], check=True, capture_output=True)
        elapsed, after = monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        alerts = sum(1 for _line in out.open(encoding="utf-8")) - 1
    what = f"Replay of {PEOPLE:,} people x {DAYS} days ({alerts:,} alerts)"
    yield Row(what, f"{elapsed:.0f} s ({cpu:.0f} s CPU)", "under 120 s", ok=elapsed < 120)


def _command() -> list[str]:
    start = "from handrail.cli import main; main()"
    return [sys.executable, "-c", start, "watch", "replay", "--person", "person", "--day", "day"]


def _write(path: Path) -> None:
    rnd = Random(9_700)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "day", *(signal.name for signal in SIGNALS)])
        for number in range(PEOPLE):
            for day in range(DAYS):
                if rnd.random() >= MISSING:
                    writer.writerow([f"p{number}", day, *(_answer(rnd) for _ in SIGNALS)])


def _answer(rnd: Random) -> int:
    return int(rnd.triangular(0, 10, 5))
