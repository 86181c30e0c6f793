"""A restore brings back what was written and none of what was withdrawn; a damaged piece stops it before it begins."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handrail.operations import binaries
from handrail.operations.backup import archiving, keys
from handrail.operations.backup.where import Where
from handrail.operations.cluster import Cluster
from handrail.operations.places import PROJECT
from handrail.operations.scratch import Scratch
from tests.operations.lived import WORDS


@dataclass
class House:
    """An installation, its backups, and the identity that opens them."""

    root: Path
    told: dict[str, Any]

    @property
    def shelf(self) -> Path:
        return self.root / "old" / "backups"

    def restore(self, shelf: Path, *more: str, to: str = "new") -> subprocess.CompletedProcess[str]:
        command = ["handrail", "restore", "--from", str(shelf), "--identity", str(self.root / "identity")]
        place = ["--kept", str(self.root / "old"), "--data", str(self.root / to)]
        return run([*command, *place, *more])

    def damaged(self, harm: Callable[[Path], object]) -> Path:
        """A copy of the backups in which the last stretch of WAL came to harm."""
        copy = self.root / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.shelf, copy)
        harm(next(copy.rglob(f"{self.told['last']}.age")))
        return copy


def run(command: list[str], **known: str) -> subprocess.CompletedProcess[str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith("HANDRAIL_") and k != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        env={**ours, **known},
        capture_output=True,
        text=True,
        timeout=240,
    )


def acted(what: str, data: Path) -> dict[str, Any]:
    there = {"HANDRAIL_DATA": str(data), "DATABASE_URL": Cluster(data).url()}
    done = run(["tests.operations.lived", what, str(data)], **there)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    root = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    root.chmod(0o755)
    old = root / "old"
    old.mkdir()
    (old / "backup_recipients").write_text(keys.make(root / "identity"))
    Cluster(old, durable=False).adopt_or_start()
    try:
        with_our_tables(old)
        shutil.copytree(Path(os.environ["HANDRAIL_KEYS"]).parent, old / "keys")
        yield House(root, acted("live", old))
    finally:
        for files in root.glob("*/postgres"):
            Cluster(files.parent).stop(patience=0)
        shutil.rmtree(root)


def with_our_tables(data: Path) -> None:
    """From the template that all tests share: migrating takes ten times as long."""
    scratch = Scratch.inherited()
    assert scratch
    programs = binaries.folder(data)
    dump = [programs / "pg_dump", "--dbname", scratch.cluster.url(scratch.template())]
    said = subprocess.run(dump, check=True, capture_output=True, timeout=120).stdout
    load = [programs / "psql", "--quiet", "--single-transaction", "--dbname", Cluster(data).url()]
    subprocess.run([*load, "--set=ON_ERROR_STOP=1"], input=said, check=True, capture_output=True, timeout=120)


@pytest.mark.slow
def test_after_a_restore_what_maya_withdrew_stays_withdrawn_and_what_she_wrote_is_there(
    house: House,
) -> None:
    done = house.restore(house.shelf, "--until", house.told["until"])
    assert done.returncode == 0, done.stderr
    assert "5 were open again and hold now" in done.stdout
    assert "Ledger: as written" in done.stdout
    # A later restore must find the way from before this one to after it.
    assert "00000002.history" in {path.name for path in archiving.handed(Where.of(house.root / "new"))}
    Cluster(house.root / "new").adopt_or_start()
    found = acted("look", house.root / "new")
    assert found == {
        "priya": True, "lena": False, "sam": False, "theo": [False, False], "words": [WORDS],
        "number": "unsafe", "password": False, "sessions": 0, "years": 12,
    }  # fmt: skip


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(("harm", "says"), [(flip, "is damaged"), (Path.unlink, "is missing")])
def test_a_piece_that_is_damaged_or_missing_is_named_and_nothing_is_restored(
    house: House, harm: Callable[[Path], object], says: str
) -> None:
    done = house.restore(house.damaged(harm), to="other")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"{house.told['last']}.age {says}" in done.stderr
    assert {path.name for path in (house.root / "other").iterdir()} == {"log"}


def test_a_folder_in_use_a_strangers_key_and_a_lost_promise_ledger_are_refused(house: House) -> None:
    strange = house.root / "strange"
    keys.make(strange)
    for more, says in (
        (["--data", str(house.root / "old")], "is not empty"),
        (["--identity", str(strange)], "does not open"),
        (["--kept", str(house.root / "nowhere")], "promise ledger is not at"),
    ):
        done = house.restore(house.shelf, *more, to="third")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert says in done.stderr
    assert not (house.root / "third" / "postgres").exists()
