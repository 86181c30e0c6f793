"""`handrail drill`: a backup, two copies made of it, promises between them, and proof that each one holds.

Nothing of the installation is touched: what is taken back is taken back in the first copy, and asked for in the second.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from handrail.operations import starting
from handrail.operations.backup import archiving, carrying, choosing, keys, restoring, taking
from handrail.operations.backup.command import server
from handrail.operations.backup.shelf import Shelf
from handrail.operations.backup.where import Where
from handrail.operations.cluster import Cluster
from handrail.operations.processes import identity as process_identity
from handrail.operations.running import Running
from handrail.operations.trouble import Trouble

NOTE, PREFIX = "last_drill.json", "handrail-drill-"
#: The backup, and two copies of the database side by side, with some air.
ROOM_TIMES = 4
HANDED_OVER_WITHIN = 60.0
NOWHERE = "/nonexistent"


@dataclass
class Drill:
    """One run: where it works, what it found, and how long each step took."""

    where: Where
    scratch: Path
    shelf: Shelf
    recipients: Path
    identity: Path
    rows: list[tuple[bool, str, float, str]] = field(default_factory=list)

    def step(self, name: str, do: Callable[[], tuple[bool, str]]) -> bool:
        """Do one step, and write down how it went. Raises what it raises."""
        print(f"  {name} …", flush=True)
        began = time.monotonic()
        well, says = do()
        self.rows.append((well, name, time.monotonic() - began, says))
        return well

    @property
    def well(self) -> bool:
        return all(row[0] for row in self.rows)


def drill(data: Path, identity: Path | None) -> int:
    """Run it and print the table; exit code 1 when anything does not hold. With `identity`: from your own shelf.

    Raises Trouble when a step cannot be done at all.
    """
    began = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with server(data) as url, _scratch(url) as scratch, _environment():
        done = _begun(data, scratch, identity)
        _run(done, url)
    _show(done)
    told = {
        "at": datetime.now(UTC).isoformat(),
        "well": done.well,
        "seconds": round(time.monotonic() - began, 1),
    }
    (data / NOTE).write_text(json.dumps(told))
    print(
        f"\n{'Every promise holds.' if done.well else 'Something does not hold: see above.'} Nothing was left behind."
    )
    return 0 if done.well else 1


@contextmanager
def _scratch(url: str) -> Iterator[Path]:
    """A folder that the database's user can enter; whatever runs in it is stopped, and it goes."""
    _clear_left_behind()
    place = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        place.chmod(0o755)
        needed, free = ROOM_TIMES * taking.asked(url).size, shutil.disk_usage(place).free
        if free < needed:
            raise Trouble(
                f"A drill needs {needed / 1e9:.1f} GB in {place.parent}, and {free / 1e9:.1f} GB are free.",
                kept="Nothing was changed.",
                do="Free some space, or name another place in TMPDIR.",
            )
        yield place
    finally:
        _clear(place)


def _clear_left_behind() -> None:
    """What a drill that was killed could not clear itself."""
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = place.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and process_identity(int(pid)) is None and place.stat().st_uid == os.geteuid():
            _clear(place)


def _clear(place: Path) -> None:
    for name in ("first", "second"):
        if (place / name / "postgres").exists():
            Cluster(place / name).stop(patience=5)
    shutil.rmtree(place)


@contextmanager
def _environment() -> Iterator[None]:
    """What is set for the copies does not outlive them."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _begun(data: Path, scratch: Path, identity: Path | None) -> Drill:
    """Point every variable of the copies to copies: promises, checkpoints, keys; and to no recipients at all."""
    where, aside = Where.of(data), carrying.aside(data, None, as_found=True).found
    for name in ("promises", "checkpoints", "checkpoint key", "keys"):
        there = scratch / name.replace(" ", "_")
        os.environ[carrying.THINGS[name][0]] = str(there)
        if name in aside:
            shutil.copytree(aside[name], there) if aside[name].is_dir() else shutil.copy2(aside[name], there)
    os.environ["HANDRAIL_BACKUP_RECIPIENTS"] = NOWHERE
    if identity:
        return Drill(where, scratch, Shelf(where.folder), where.recipients, identity)
    own = scratch / "identity"
    (scratch / "recipients").write_text(keys.make(own))
    return Drill(where, scratch, Shelf(scratch / "shelf"), scratch / "recipients", own)


def _run(drill: Drill, url: str) -> None:
    made: dict[str, Any] = {}

    def back_up() -> tuple[bool, str]:
        manifest = taking.take(url, drill.where.data, drill.shelf, drill.recipients, lambda _words: None)
        made["backup"] = manifest
        return True, f"{manifest.size / 1e6:,.1f} MB, encrypted {manifest.written / 1e6:,.1f} MB, read back"

    drill.step("Back up", back_up)
    drill.step("Hand over WAL", lambda: _handed_over(drill, url))
    drill.step("Restore a first copy", lambda: _restore(drill, "first", made))
    drill.step("Take things back in it", lambda: _make(drill, made))
    drill.step("Restore a second copy", lambda: _restore(drill, "second", made))
    drill.step("Make promises true, verify", lambda: _look(drill, made))
    drill.rows += _rows(made["promised"], made["found"])


def _handed_over(drill: Drill, url: str) -> tuple[bool, str]:
    """Whether what the running server writes arrives on the installation's own shelf."""
    where, last = drill.where, taking.switch(url)
    if last is None:
        return True, "off: between two backups nothing can be restored"
    supervised, shelf = Running(where.data).supervisor(), Shelf(where.folder)
    until = time.monotonic() + HANDED_OVER_WITHIN
    while time.monotonic() < until:
        if supervised is None:
            archiving.sweep(where)
        if last in shelf.noted_beside(last):
            return True, f"{last} arrived at {where.folder}"
        time.sleep(0.2)
    return False, f"{last} did not arrive within {HANDED_OVER_WITHIN:.0f} s: `handrail doctor`"


def _restore(drill: Drill, name: str, made: dict[str, Any]) -> tuple[bool, str]:
    data, manifest = drill.scratch / name, made["backup"]
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    restoring.see_that_it_is_empty(data)
    identities = keys.identities(drill.identity)
    pieces = choosing.needed(drill.shelf, identities, until=None, name=manifest.name)
    pieces = choosing.whole_part(pieces, lambda _words: None, until=None)
    made[name] = restoring.restore(pieces, data, identities, until=None, say=lambda _words: None)
    size = sum(path.stat().st_size for path in (data / "postgres").rglob("*") if path.is_file())
    return True, f"{size / 1e6:,.1f} MB, as of {made[name].moment:%H:%M:%S} UTC"


def _in_copy(drill: Drill, name: str, *arguments: str) -> dict[str, Any]:
    data = drill.scratch / name
    os.environ["HANDRAIL_DATA"], os.environ["DATABASE_URL"] = str(data), Cluster(data).url()
    told = drill.scratch / "told.json"
    command = [sys.executable, "-m", "handrail.operations.backup.drill_acts", arguments[0], str(told)]
    # What it says stays with the installation; the copy goes.
    starting.run_step(drill.where.data, "drill", "The drill", [*command, *arguments[1:]])
    return dict(json.loads(told.read_text()))


def _make(drill: Drill, made: dict[str, Any]) -> tuple[bool, str]:
    made["promised"] = _in_copy(drill, "first", "make")
    made["first"].cluster.stop()
    count = sum(one is not None for one in made["promised"].values())
    return bool(count), f"{count} of {len(made['promised'])} kinds of promise"


def _look(drill: Drill, made: dict[str, Any]) -> tuple[bool, str]:
    found = made["found"] = _in_copy(drill, "second", "look", made["second"].moment.isoformat())
    made["second"].cluster.stop()
    promises = found["promises"]
    return True, f"{promises['read']} read, {promises['changed']} made true; {found['signed_out']} signed out"


def _rows(promised: dict[str, Any], found: dict[str, Any]) -> list[tuple[bool, str, float, str]]:
    """A row for each promise, for what is sealed, and for the ledger."""
    rows = [_of_promise(name, done, found) for name, done in promised.items()]
    open_, sealed = found["open"], found["sealed"]
    opened = f"{open_:,} of {sealed:,} sealed values open with the keys"
    strange = f"{found['open_without']} of {found['tried_without']} open with others"
    flaws = "; ".join(found["ledger_flaws"]) or f"as written, {found['ledger_checked']:,} links"
    return [
        *rows,
        (open_ == sealed, "Sealed, with the keys", 0.0, opened),
        (found["open_without"] == 0, "Sealed, without the keys", 0.0, strange),
        (found["ledger_well"], "Ledger", 0.0, flaws),
    ]


def _of_promise(
    name: str, done: dict[str, Any] | None, found: dict[str, Any]
) -> tuple[bool, str, float, str]:
    if done is None:
        return True, name, 0.0, "nothing of the kind here"
    before, after = found["before"][name], found["after"][name]
    # A promise that held before it was replayed proves nothing.
    says = "open in the backup, closed by its promise" if after else "OPEN AGAIN"
    return after and not before, name, 0.0, says if not before else "was closed in the backup already"


def _show(drill: Drill) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("", "Step", "Time", "Found"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Time" else "left")
    for well, name, seconds, says in drill.rows:
        table.add_row(
            "ok" if well else "[bold red]look[/]", name, f"{seconds:.1f} s" if seconds else "", says
        )
    Console().print(table)
