"""Each stretch of WAL that PostgreSQL handed over: encrypted, read back, noted, and only then taken away.

`python -m handrail.operations.backup.archiving DATA` does so until it is told to stop; the supervisor runs it.
"""

from __future__ import annotations

import io
import signal
import sys
import threading
from pathlib import Path

import structlog
from pyrage.x25519 import Recipient

from handrail.operations import logs
from handrail.operations.backup import keys, troubles, wrapping
from handrail.operations.backup.segments import HISTORY, SEGMENT, SIZE, cluster_of
from handrail.operations.backup.shelf import Shelf, keep_names
from handrail.operations.backup.where import Where
from handrail.operations.trouble import Trouble

EVERY = 1.0
#: After a trouble it is not said again, nor tried, for so many seconds.
REST = 30.0
log = structlog.get_logger("archive")


def sweep(where: Where) -> int:
    """Put on the shelf whatever was handed over; returns how many. Raises Trouble."""
    if not _all_handed(where):
        return 0
    shelf, to = Shelf(where.folder), keys.recipients(where.recipients)
    count = 0
    try:
        with shelf.alone():
            # Asked again: another sweep may have taken them meanwhile.
            for path in _all_handed(where):
                # PostgreSQL's other notes are of use to nobody here.
                if _is_needed(path):
                    _keep_once(path, shelf, to)
                    count += 1
                path.unlink()
    except (OSError, wrapping.Damaged) as error:
        raise troubles.in_folder(error, where.folder) from error
    return count


def _keep_once(path: Path, shelf: Shelf, to: list[Recipient]) -> None:
    known = shelf.noted_beside(path.name)
    if path.name not in known:
        _keep(path, shelf, to)
    elif known[path.name]["inner"] != wrapping.digest(path):
        raise troubles.another_cluster(shelf.folder)


def handed(where: Where) -> list[Path]:
    """What waits to be put on the shelf, in its order."""
    return [path for path in _all_handed(where) if _is_needed(path)]


def _all_handed(where: Where) -> list[Path]:
    if not where.handed.is_dir():
        return []
    return sorted(path for path in where.handed.iterdir() if not path.name.startswith("."))


def _is_needed(path: Path) -> bool:
    return bool(SEGMENT.fullmatch(path.name) or HISTORY.fullmatch(path.name))


def _keep(path: Path, shelf: Shelf, to: list[Recipient]) -> None:
    content = path.read_bytes()
    if SEGMENT.fullmatch(path.name):
        if len(content) != SIZE:
            raise OSError(f"{path} is no whole stretch of WAL")
        shelf.belongs_to(str(cluster_of(content)))
    there = shelf.place(path.name)
    there.parent.mkdir(parents=True, exist_ok=True)
    half = there.with_name(f".{path.name}.half")
    half.unlink(missing_ok=True)
    try:
        written = wrapping.wrap(io.BytesIO(content), half, to)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    half.rename(there)
    keep_names(there.parent)
    shelf.note(path.name, written)


def trouble_file(data: Path) -> Path:
    """Where the last trouble stands in words until it is over: the doctor reads it."""
    return data / "log" / "archive.trouble"


def run(data: Path) -> None:
    """Sweep each second until SIGTERM; a trouble is said, and tried again after a rest."""
    where, over, said = Where.of(data), threading.Event(), trouble_file(data)
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    while not over.is_set():
        try:
            count = sweep(where)
            said.unlink(missing_ok=True)
            if count:
                log.debug("archived", count=count)
            over.wait(EVERY)
        except Trouble as trouble:
            log.error("not_archived", trouble=type(trouble.__cause__ or trouble).__name__)
            said.write_text(str(trouble))
            over.wait(REST)


if __name__ == "__main__":
    logs.configure(sys.stderr)
    run(Path(sys.argv[1]))
