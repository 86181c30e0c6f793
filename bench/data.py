"""The demo organisations that are measured: given, or built once in `.data/bench`."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handrail.operations.places import PROJECT, data_folder

#: Where a built folder keeps what its building cost.
COST = "bench-load.json"


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line said; `full` allows the hour that 6,000 people may take."""

    data600: Path | None = None
    data6000: Path | None = None
    full: bool = False
    diary: Path | None = None


given = Given()


def small() -> Path:
    """The data folder with 600 people."""
    return given.data600.absolute() if given.data600 else _built(600)


def large() -> Path | None:
    """The data folder with 6,000 people; None when there is none and none was asked for."""
    if given.data6000:
        return given.data6000.absolute()
    return _built(6000) if given.full or (_home(6000) / COST).exists() else None


def cost(folder: Path) -> dict[str, float] | None:
    """`elapsed` and `cpu` in seconds of building it, when that was done here."""
    kept = folder / COST
    return dict(json.loads(kept.read_text())) if kept.exists() else None


@contextmanager
def new_installation() -> Iterator[Path]:
    """The data folder of an installation with its tables and nothing in them; gone afterwards."""
    with _place() as place:
        data = place / "data"
        _migrate(data)
        yield data


@contextmanager
def copy_of(folder: Path, *, migrated: bool = False) -> Iterator[Path]:
    """A copy of a stopped installation, to write in; gone afterwards. `migrated`: brought up to this code."""
    with _place() as place:
        copy = place / "data"
        subprocess.run(["cp", "-Rp", str(folder), str(copy)], check=True)
        if migrated:
            _migrate(copy)
        yield copy


@contextmanager
def _place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hr-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o755)  # noqa: S103 - PostgreSQL steps down from root and must get through
        yield Path(place)


def _migrate(data: Path) -> None:
    command = [sys.executable, "-m", "handrail", "migrate", "--data", str(data)]
    subprocess.run(
        command, cwd=PROJECT, env=surroundings(), stdout=subprocess.DEVNULL, check=True, timeout=600
    )


def _home(people: int) -> Path:
    return data_folder().parent / ".data" / "bench" / str(people)


def _built(people: int) -> Path:
    folder = _home(people)
    if not (folder / COST).exists():
        build(people, folder)
    return folder


def build(people: int, folder: Path) -> None:
    """Build a demo there, with its progress on the terminal; keeps what it cost."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "handrail", "demo", "--no-serve"]
    size = ["--people", str(people), "--data", str(folder)]
    began, before = time.monotonic(), _cpu_of_children()
    subprocess.run([*command, *size], cwd=PROJECT, stdout=sys.stderr, env=surroundings(), check=True)
    spent = {"elapsed": time.monotonic() - began, "cpu": _cpu_of_children() - before}
    (folder / COST).write_text(json.dumps(spent))


def surroundings() -> dict[str, str]:
    """The environment of a program on a data folder of its own."""
    # Programs start as they do for an operator: from compiled files.
    ours = {"PYTHONDONTWRITEBYTECODE", "DATABASE_URL", "HANDRAIL_DATA", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _cpu_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
