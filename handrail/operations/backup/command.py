"""`handrail backup …` and `handrail restore`: what each does, in order, with a plain line for each step."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from handrail.operations import places, starting
from handrail.operations.backup import archiving, carrying, choosing, keys, restoring, taking, troubles
from handrail.operations.backup.retention import Keeping
from handrail.operations.backup.segments import SEGMENT, Segment
from handrail.operations.backup.shelf import Manifest, Shelf
from handrail.operations.backup.where import Where
from handrail.operations.cluster import Cluster
from handrail.operations.running import Running
from handrail.operations.serving import Steps
from handrail.operations.trouble import Trouble


def make_key(file: Path) -> tuple[int, str]:
    """A new secret key in `file`; prints the public one. Raises Trouble."""
    public = keys.make(file.expanduser())
    return 0, (
        f"{public}\n\n{file} opens every backup made for that line. Keep it, and a copy, apart from this machine\n"
        "and from the backups; without it nothing can be restored. Put only the line above, which is no\n"
        "secret, into backup_recipients in the data folder, or where HANDRAIL_BACKUP_RECIPIENTS says."
    )


def backup(data: Path, keeping: Keeping) -> Manifest:
    """Take a backup, put what was handed over beside it, let go of what is too old; says each. Raises Trouble."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    where, steps = Where.of(data), Steps()
    if not where.wanted:
        raise troubles.no_recipients(where.recipients)
    keys.recipients(where.recipients)
    with server(data) as url:
        steps.done("Database found")
        shelf = Shelf(where.folder)
        made = taking.take(url, data, shelf, where.recipients, _say)
        steps.done(
            f"Backed up {_mb(made.size)}, encrypted and read back: {shelf.base(made.name)}, {_mb(made.written)}"
        )
        moved = archiving.sweep(where)
        hands_over = _hands_over(url)
    steps.done(f"{_stretches(moved)} put beside it" if hands_over else "No WAL is handed over")
    gone, stretches = taking.let_go(shelf, datetime.now(UTC), keeping)
    steps.done(
        f"{_backups(len(shelf.manifests()))} kept; {_backups(gone)} and {_stretches(stretches)} let go"
    )
    if not hands_over:
        print(
            f"What changes from now on is in no backup yet: stop Handrail and start it again, so that WAL is handed over ({troubles.RECIPE})."
        )
    return made


@contextmanager
def server(data: Path) -> Iterator[str]:
    """The address at which the database can be read whole: found running, else started for this. Raises Trouble."""
    if not os.environ.get("DATABASE_URL") and not Cluster(data).files.exists():
        raise Trouble(
            f"There is no database in {data}.",
            kept="Nothing was changed.",
            do="Name the right folder with --data, or the database in DATABASE_URL.",
        )
    with starting.database(data):
        yield os.environ.get("HANDRAIL_BACKUP_URL") or os.environ["DATABASE_URL"]


def _hands_over(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SHOW archive_mode").fetchone()
    return bool(row and row[0] != "off")


def check(data: Path) -> tuple[int, str]:
    """Read every piece of the shelf and compare it with what was noted; needs no secret key. Raises Trouble."""
    shelf = Shelf(Where.of(data).folder)
    noted, manifests = shelf.noted(), shelf.manifests()
    wal = [choosing.of_note(shelf, line) for line in noted.values()]
    pieces = [
        *(choosing.of_manifest(shelf, one) for one in manifests),
        *(piece for piece in wal if piece.path.exists() or _is_needed(piece.name, manifests)),
    ]
    for piece in pieces:
        choosing.see_that_it_is_whole(piece)
    return 0, f"{len(pieces)} pieces of {len(manifests)} backups in {shelf.folder} are as they were written."


def _is_needed(name: str, manifests: list[Manifest]) -> bool:
    """What lies before the newest backup may have been let go."""
    newest = max((one.held.first for one in manifests), default=0)
    return not SEGMENT.fullmatch(name) or Segment.named(name).place >= newest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked `handrail restore` for."""

    data: Path
    identity: Path
    shelf: Path | None = None
    until: datetime | None = None
    backup: str | None = None
    kept: Path | None = None
    timeline: int | None = None
    promises_as_found: bool = False


def moment_of(text: str | None) -> datetime | None:
    """A moment as somebody typed it; in UTC unless it says otherwise. Raises Trouble."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Trouble(
            f"{text} is no moment.", kept="Nothing was restored.", do="Write it as 2026-11-30T14:05+00:00."
        ) from error
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def restore(wanted: Wanted) -> tuple[int, str]:
    """Restore, make promises true again, verify; only then may the folder be opened. Raises Trouble."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    identities, data = keys.identities(wanted.identity), wanted.data
    shelf = Shelf(wanted.shelf or Where.of(data).folder)
    aside = carrying.aside(data, wanted.kept, as_found=wanted.promises_as_found)
    restoring.see_that_it_is_empty(data)
    claimed = Running(data)
    claimed.claim()
    os.environ["HANDRAIL_DATA"] = str(data)
    steps = Steps()
    try:
        pieces = choosing.needed(
            shelf, identities, until=wanted.until, name=wanted.backup, timeline=wanted.timeline
        )
        pieces = choosing.whole_part(pieces, _say, until=wanted.until)
        steps.done(f"{1 + len(pieces.wal)} pieces, {_mb(pieces.size)}, are whole")
        # First of all: from its first change on, the restored database hands over its WAL where backups are on.
        aside.carry()
        made = restoring.restore(pieces, data, identities, until=wanted.until, say=_say)
        steps.done(f"Database restored as of {made.moment:%Y-%m-%d %H:%M:%S} UTC")
        told = reopened(data, made)
        steps.done("Promises made true again, ledger verified")
        made.cluster.stop()
    except BaseException:
        undo(data)
        raise
    places.end_restore(data)
    return (0 if told["ledger_well"] else 1), _report(told, made, pieces, wanted)


def reopened(data: Path, made: restoring.Restored) -> dict[str, Any]:
    """Run what comes before any reader, in a process of its own on the restored database. Raises Trouble."""
    os.environ["DATABASE_URL"] = made.cluster.url()
    told = data / "log" / "restore.json"
    command = [
        sys.executable,
        "-m",
        "handrail.operations.backup.reopening",
        made.moment.isoformat(),
        str(told),
    ]
    starting.run_step(data, "restore", "Making promises true again", command)
    return dict(json.loads(told.read_text()))


def undo(data: Path) -> None:
    """Leave the folder as empty as it was; what the steps said stays in log/."""
    Cluster(data).stop(patience=5)
    for path in data.iterdir():
        if path.name in restoring.NO_MATTER:
            continue
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _report(told: dict[str, Any], made: restoring.Restored, pieces: choosing.Needed, wanted: Wanted) -> str:
    promises = dict(told["promises"])
    read, changed = promises.pop("read"), promises.pop("changed")
    kinds = ", ".join(f"{count} {kind.removeprefix('of ')}" for kind, count in promises.items())
    keys_say = (
        f"Keys: {told['keys_at']} opens what people wrote"
        if told["keys"]
        else f"Keys: none at {told['keys_at']} that open what people wrote. Bring them back before you start: docs/recipes/rotate-the-keys.md"
    )
    ledger = (
        f"Ledger: as written, {told['ledger_checked']:,} links recomputed"
        if told["ledger_well"]
        else f"Ledger: NOT as written: {'; '.join(told['ledger_flaws'])}. Find out why before you start: `handrail ledger verify`"
    )
    lines = [
        "",
        f"Restored as of {made.moment:%Y-%m-%d %H:%M:%S} UTC: the backup {pieces.manifest.name} and {_stretches(len(pieces.wal))}, timeline {pieces.timeline}.",
        f"Promises: {read} read, {changed} were open again and hold now" + (f": {kinds}" if kinds else ""),
        f"Signed out: {told['signed_out']}, everybody signs in anew",
        ledger,
        keys_say,
        "The backups were only read.",
        f"Now: `handrail up --data {wanted.data}`, `handrail doctor`, and tell people what was written after that moment and is lost.",
    ]
    return "\n".join(lines)


def _say(words: str) -> None:
    print(f"    {words}", flush=True)


def _backups(count: int) -> str:
    return f"{count} backup{'' if count == 1 else 's'}"


def _stretches(count: int) -> str:
    return f"{count} {'stretch' if count == 1 else 'stretches'} of WAL"


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
