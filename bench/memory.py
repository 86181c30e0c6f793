"""Memory of an idle installation: every process of it together, shared pages counted once."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench import data
from bench.inside import inside
from bench.served import served
from bench.table import Row
from bench.trees import trees

AT_MOST = 400
#: Seconds until what starting left to do is done.
SETTLE = 20.0
PAGES = ("/me/", "/me/check-ins/new/", "/help/")


def rows() -> Iterator[Row]:
    with data.copy_of(data.small()) as copy, served(copy) as running:
        with inside(copy) as call:
            visitors = call("bench.signed_in.clients", 5)
        for one in visitors:
            for path in PAGES:
                running.get(path, one.session)
        time.sleep(SETTLE)
        found = {name: megabytes(tree) for name, tree in trees(running).items()}
    whole = sum(found.values())
    parts = ", ".join(f"{name} {size:.0f}" for name, size in found.items())
    yield Row(
        f"memory of all processes, idle, after {len(PAGES) * len(visitors)} pages ({measure()})",
        f"{whole:.0f} MB: {parts}",
        f"under {AT_MOST} MB",
        f"{whole / AT_MOST:.2f} x",
        whole < AT_MOST,
    )


def measure() -> str:
    return "PSS" if Path("/proc/self/smaps_rollup").exists() else "RSS, shared pages counted more than once"


def megabytes(pids: list[int]) -> float:
    """What these processes take; with PSS a page that n processes share counts 1/n for each."""
    if measure() == "PSS":
        return sum(_pss(pid) for pid in pids) / 1024
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", ",".join(map(str, pids))], capture_output=True, text=True
    )
    return sum(map(int, told.stdout.split())) / 1024


def _pss(pid: int) -> int:
    """Kilobytes; 0 when the process ended meanwhile."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
