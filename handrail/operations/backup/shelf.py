"""The folder of backups: what lies where, and what was noted of each piece when it was written.

base/<moment>/base.tar.age, manifest.json
                               the whole database at one moment
wal/<16 digits>/<name>.age     what was written since, a stretch of 16 MiB each
wal/<16 digits>/noted.jsonl    a line for each of these: its size and digests, chained
cluster                        whose backups these are
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from handrail.foundation.ledger import promise_file
from handrail.foundation.ledger.promise_file import Line
from handrail.operations.backup import troubles
from handrail.operations.backup.retention import Held
from handrail.operations.backup.segments import HISTORY, place_of
from handrail.operations.backup.wrapping import Wrapped

BASE, MANIFEST, NOTED = "base.tar.age", "manifest.json", "noted.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was noted of a whole backup. `first` and `last` are positions in the stream of WAL; `size` is unencrypted."""

    name: str
    began: str
    ended: str
    cluster: str
    major: int
    timeline: int
    first: str
    last: str
    size: int
    written: int
    digest: str
    inner: str
    database: str
    superuser: str
    code: str

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.ended)

    @property
    def held(self) -> Held:
        """As retention sees it."""
        return Held(self.name, self.at, place_of(self.first), place_of(self.last))


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of backups."""

    folder: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else adds to it or clears it meanwhile. Makes the folder. Raises Trouble."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            held = (self.folder / "lock").open("a")
        except OSError as error:
            raise troubles.in_folder(error, self.folder) from error
        with held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def belongs_to(self, cluster: str) -> None:
        """Mark it as the folder of `cluster`; raises Trouble when it is another's."""
        mark = self.folder / "cluster"
        if not mark.exists():
            mark.write_text(f"{cluster}\n")
        if mark.read_text().strip() != cluster:
            raise troubles.another_cluster(self.folder)

    def base(self, name: str) -> Path:
        return self.folder / "base" / name

    def manifests(self) -> list[Manifest]:
        """Of every whole backup, the oldest first. Raises Trouble when one is damaged."""
        found = sorted((self.folder / "base").glob(f"*/{MANIFEST}"))
        return [_read(path) for path in found if not path.parent.name.startswith(".")]

    def group(self, name: str) -> Path:
        """The folder of a stretch of WAL and its 255 neighbours, or of the histories of timelines."""
        return self.folder / "wal" / ("history" if HISTORY.fullmatch(name) else name[:16])

    def place(self, name: str) -> Path:
        """Where a stretch of WAL, or the history of a timeline, lies."""
        return self.group(name) / f"{name}.age"

    def note(self, name: str, wrapped: Wrapped) -> None:
        """Write down what was written of `name`."""
        promise_file.append(self.group(name) / NOTED, {"step": "wal", "name": name, **asdict(wrapped)})

    def noted_beside(self, name: str) -> dict[str, Line]:
        """What was noted in the folder of `name`, by name. Raises Trouble when a line is gone or was changed."""
        return _noted(self.group(name) / NOTED)

    def noted(self) -> dict[str, Line]:
        """What was noted of every stretch, by name. Raises Trouble."""
        found: dict[str, Line] = {}
        for path in sorted((self.folder / "wal").glob(f"*/{NOTED}")):
            found |= _noted(path)
        return found

    def last_noted(self) -> datetime | None:
        """When the newest stretch was put here."""
        paths = list((self.folder / "wal").glob(f"*/{NOTED}"))
        lines = [line for path in paths for line in promise_file.read(path).lines[-1:]]
        return max((datetime.fromisoformat(line["at"]) for line in lines), default=None)

    def remove(self, name: str) -> None:
        """Take one whole backup away, so that none is ever half there under its name."""
        going = self.base(f".{name}.going")
        self.base(name).rename(going)
        shutil.rmtree(going)

    def clear_halves(self) -> None:
        """Take away what an interrupted backup left."""
        for half in (self.folder / "base").glob(".*"):
            shutil.rmtree(half)


def keep(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into the folder of its backup, and wait for the disk."""
    told = asdict(manifest)
    text = json.dumps({**told, "check": _check(told)}, indent=1, sort_keys=True)
    with (folder / MANIFEST).open("w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def keep_names(folder: Path) -> None:
    """Wait until the disk knows which files `folder` holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _noted(path: Path) -> dict[str, Line]:
    contents = promise_file.read(path)
    if contents.broken is not None:
        raise troubles.damaged(f"{path} was changed at or before line {contents.broken}")
    return {line["name"]: line for line in contents.lines}


def _read(path: Path) -> Manifest:
    try:
        told = json.loads(path.read_text())
        if told.pop("check") == _check(told):
            return Manifest(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise troubles.damaged(f"{path} cannot be read") from error
    raise troubles.damaged(f"{path} is not as it was written")


def _check(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
