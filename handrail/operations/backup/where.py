"""Where the backups of an installation go, and what makes its PostgreSQL hand over each stretch of WAL.

Imports nothing that is slow: each start of the private PostgreSQL asks here.
"""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from handrail.operations import places
from handrail.operations.processes import LINUX

#: How much may be lost with the whole machine: an unfinished stretch is handed over after this many seconds.
HAND_OVER_EVERY = 30
#: What is empty in a stretch takes no room while it waits.
COPY = "cp --sparse=always" if LINUX else "cp"
OFF = "archive_mode = off\n"
#: Copied aside and on disk before PostgreSQL hears that it went well; the same stretch twice is no fault.
HAND_OVER = "if test -e {there}; then cmp -s %p {there}; else {copy} %p {half} && sync {half} && mv {half} {there}; fi"


@dataclass(frozen=True, slots=True)
class Where:
    """`folder` holds the backups, `recipients` the public keys they are made for, `handed` WAL on its way there."""

    data: Path
    folder: Path
    recipients: Path
    handed: Path

    @classmethod
    def of(cls, data: Path) -> Where:
        """As the environment says, else inside the data folder."""
        return cls(
            data,
            _named("HANDRAIL_BACKUPS", data / "backups"),
            _named("HANDRAIL_BACKUP_RECIPIENTS", data / "backup_recipients"),
            _named("HANDRAIL_WAL", data / "wal"),
        )

    @property
    def wanted(self) -> bool:
        """Backups are on once there is somebody they are made for."""
        return self.recipients.is_file()


def _named(variable: str, otherwise: Path) -> Path:
    return Path(os.environ.get(variable) or otherwise).expanduser().absolute()


def server_settings(data: Path) -> str:
    """Lines for the private PostgreSQL's settings: hand over every stretch of WAL, when backups are on."""
    where = Where.of(data)
    if not where.wanted:
        return OFF
    return handing_over(places.own_folder(where.handed))


def handing_over(folder: Path) -> str:
    """The same, with what is handed over put into `folder`."""
    there, half = (_literal(folder / name) for name in ("%f", ".%f.half"))
    command = HAND_OVER.format(copy=COPY, there=there, half=half).replace("'", "''")
    return f"archive_mode = on\narchive_timeout = {HAND_OVER_EVERY}s\narchive_command = '{command}'\n"


def _literal(path: Path) -> str:
    """A path for the shell, in which PostgreSQL still puts the file's name where %f stands."""
    parent = str(path.parent).replace("%", "%%")
    return f"{shlex.quote(parent)}/{path.name}"
