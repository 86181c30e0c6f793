"""Where an installation keeps its data, and as whom its database runs."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from handrail.operations import trouble
from handrail.operations.trouble import Trouble

PROJECT = Path(__file__).resolve().parents[2]
FOR_ROOT = Path("/var/lib/handrail")
ROOM_NEEDED = 400 * 1024 * 1024
RESTORING = "restore-not-through"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107 if sys.platform == "linux" else 103


def database_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as: None means whoever runs the command; root never is."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known.get("nobody")
    if user is None:
        raise Trouble(
            "PostgreSQL does not run as root, and this machine has no user postgres or nobody.",
            kept="Nothing was changed.",
            do="Run the command as an ordinary user.",
        )
    return user


def as_database_user() -> dict[str, object]:
    """Arguments for subprocess.run that step down from root; empty for an ordinary user."""
    user = database_user()
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def can_enter(folder: Path) -> bool:
    """True when the database's user can enter `folder`, which exists."""
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
    return subprocess.run(command, capture_output=True, cwd="/", **as_database_user()).returncode == 0


def data_folder(given: str | None = None, *, project: Path = PROJECT) -> Path:
    """The folder that holds all data: `given`, else HANDRAIL_DATA, else .data in the project.

    Run by root from a place that other users cannot enter (root's home), the default is a folder of its
    own under /var/lib/handrail, because the database never runs as root.
    """
    if chosen := given or os.environ.get("HANDRAIL_DATA"):
        return Path(chosen).expanduser().absolute()
    if can_enter(project):
        return project / ".data"
    return FOR_ROOT / f"{project.name}-{short_name(project)}"


def short_name(path: Path) -> str:
    """Eight characters that stand for `path`."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def prepare(data: Path) -> None:
    """Make the data folder; raise Trouble when it cannot be used, changing nothing that existed."""
    try:
        if not data.is_dir():
            data.mkdir(parents=True)
            data.chmod(0o755)
        (data / "log").mkdir(exist_ok=True)
        tempfile.TemporaryFile(dir=data).close()
    except OSError as error:
        raise trouble.from_os_error(error, data) from error
    if not can_enter(data):
        raise _closed_to_database(data)
    if not (data / "postgres").exists() and shutil.disk_usage(data).free < ROOM_NEEDED:
        raise trouble.disk_full(data)


def begin_restore(data: Path) -> None:
    """Mark a folder that nobody may open until the restore into it is through, promises and all."""
    (data / RESTORING).touch()


def end_restore(data: Path) -> None:
    """Take the mark away: what is in the folder may be opened."""
    (data / RESTORING).unlink()


def see_that_no_restore_is_open(data: Path) -> None:
    """Raise Trouble when a restore into this folder began and did not end: promises may not hold in it yet."""
    if (data / RESTORING).exists():
        raise Trouble(
            f"A restore into {data} began and is not through: what people withdrew could be open in it again.",
            kept="It was left as it is, and opens to nobody.",
            do="Wait for it if it still runs; else stop it with `handrail stop`, empty the folder, restore again.",
        )


def _closed_to_database(data: Path) -> Trouble:
    user = database_user()
    name = user.pw_name if user else "the database"
    return Trouble(
        f"The database runs as the user {name}, who cannot enter {data}.",
        kept="No permission of yours was changed.",
        do=f"Choose a folder that other users can enter, such as DATA={FOR_ROOT}.",
    )


def own_folder(folder: Path) -> Path:
    """Make `folder` (mode 0700, owned by the database's user); refuse one that somebody else owns."""
    user = database_user()
    uid, gid = (user.pw_uid, user.pw_gid) if user else (os.getuid(), os.getgid())
    try:
        if not os.path.lexists(folder):
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, gid)
        found = folder.lstat()
    except OSError as error:
        raise trouble.from_os_error(error, folder) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise _owned_by_another(folder, found.st_uid)
    return folder


def _owned_by_another(folder: Path, uid: int) -> Trouble:
    return Trouble(
        f"{folder} belongs to {_name_of(uid)}, and the database would run as another user.",
        kept="It was left as it is.",
        do="Start as the same user as the first time, or choose another folder with DATA=/path.",
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user number {uid}"


def run_folder(data: Path) -> Path:
    """The folder of the database's socket: in the data folder, or a short one when that path is too long."""
    inside = data / "run"
    if len(os.fsencode(inside / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
        return own_folder(inside)
    return own_folder(Path("/tmp") / f"handrail-{os.geteuid()}-{short_name(data)}")  # noqa: S108
