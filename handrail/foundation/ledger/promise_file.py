"""The promise ledger's file: one JSON line each, chained, on disk before the caller goes on.

It knows nothing of Django: the doctor and a restore read it where no database runs.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Line = dict[str, Any]
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole lines in their order; `torn` counts lines cut short, `broken` is the first number whose chain fails."""

    lines: list[Line] = field(default_factory=list)
    torn: int = 0
    broken: int | None = None
    last: str = BEGINNING


def append(path: Path, said: Line, seal: Callable[[Line], Line] | None = None) -> int:
    """Add a line and wait for the disk; returns its number. Raises OSError when it cannot be kept.

    `seal` is given the whole line, number and all, and returns it signed. Several processes may call at once: each reads the last line under the file's lock.
    """
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        number, before, torn = _end(file)
        written = {"number": number + 1, "before": before, "at": _now(), **said}
        written = seal(written) if seal else written
        _write_whole(file, (b"\n" if torn else b"") + _encoded(written) + b"\n")
        os.fsync(file.fileno())
    if new:
        _keep_name(path.parent)
    return number + 1


def read(path: Path) -> Contents:
    """Everything in the file; an absent file is empty. What was being written when the power went is passed over."""
    content = path.read_bytes() if path.exists() else b""
    lines: list[Line] = []
    torn, broken, last = 0, None, BEGINNING
    for raw in content.split(b"\n"):
        line = _decoded(raw)
        if line is None:
            torn += bool(raw)
            continue
        if broken is None and (line["before"] != last or line["number"] != len(lines) + 1):
            broken = line["number"]
        lines.append(line)
        last = _digest(raw)
    return Contents(lines, torn, broken, last)


def _end(file: Any) -> tuple[int, str, bool]:
    """The last whole line's number and digest, and whether something torn follows it."""
    size = file.seek(0, os.SEEK_END)
    for raw, torn in _backwards(file, size):
        line = _decoded(raw)
        if line is not None:
            return line["number"], _digest(raw), torn
    return 0, BEGINNING, size > 0 and not _ends_whole(file, size)


def _backwards(file: Any, size: int, step: int = 8192) -> Iterator[tuple[bytes, bool]]:
    """Lines from the end, with whether the file's end is torn; reads more only while none of them is whole."""
    torn = size > 0 and not _ends_whole(file, size)
    reach = min(size, step)
    while reach:
        file.seek(size - reach)
        pieces = file.read(reach).split(b"\n")
        whole = pieces if reach == size else pieces[1:]
        yield from ((raw, torn) for raw in reversed(whole))
        if reach == size:
            return
        reach = min(size, reach * 4)


def _ends_whole(file: Any, size: int) -> bool:
    file.seek(size - 1)
    return bool(file.read(1) == b"\n")


def _write_whole(file: Any, content: bytes) -> None:
    while content:
        content = content[file.write(content) :]


def _keep_name(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _encoded(line: Line) -> bytes:
    return json.dumps(line, sort_keys=True, separators=(",", ":")).encode()


def _decoded(raw: bytes) -> Line | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) and {"number", "before", "at", "step"} <= line.keys() else None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _now() -> str:
    # The machine's clock and not the act's: a restore compares it with when PostgreSQL committed.
    return datetime.now(UTC).isoformat(timespec="microseconds")
