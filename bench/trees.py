"""The processes of an installation, part by part, and what each part has spent."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bench.served import Served


def trees(running: Served) -> dict[str, list[int]]:
    """The process numbers of supervisor, web, worker and postgres."""
    parents = _parents()
    below = {name: _tree(first, parents) for name, first in running.groups().items()}
    return {"supervisor": [running.process.pid], **below}


def cpu(pids: list[int]) -> float:
    """CPU seconds of these processes and of their ended children so far; 0 where the system does not tell."""
    return sum(_ticks(Path(f"/proc/{pid}/stat")) for pid in pids) / os.sysconf("SC_CLK_TCK")


def _ticks(file: Path) -> int:
    try:
        fields = file.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(fields[n]) for n in (11, 12, 13, 14))


def _parents() -> dict[int, int]:
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    return {int(pid): int(parent) for pid, parent in (line.split() for line in told.stdout.splitlines())}


def _tree(first: int, parents: dict[int, int]) -> list[int]:
    found = [first]
    for one in found:
        found.extend(pid for pid, parent in parents.items() if parent == one)
    return found
