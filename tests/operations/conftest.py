"""Folders that the database's user can reach, and nothing left running in them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.operations.cluster import Cluster
from tests.ports import free_port


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that every user can enter; a database in it is stopped at the end."""
    place = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    place.chmod(0o755)
    yield place
    for files in place.rglob("postgres/PG_VERSION"):
        Cluster(files.parent.parent, durable=False).stop(patience=2)
    shutil.rmtree(place)


@pytest.fixture
def unused_port() -> int:
    """A port of this machine that nobody listens at."""
    return free_port()
