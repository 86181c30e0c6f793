"""The databases that tests use and throw away: copies of a template made once for each set of migrations."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handrail.foundation.sealing import key_ring
from handrail.operations import places
from handrail.operations.cluster import Cluster
from handrail.operations.processes import identity
from handrail.operations.trouble import Trouble

MARK = "HANDRAIL_SCRATCH"
TEMPLATES_KEPT = 3


class Scratch:
    """A test run's part of the shared test cluster in `data`."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.cluster = Cluster(data, durable=False)

    @classmethod
    def of_this_run(cls) -> Scratch:
        """The test cluster of this project: in `test/` of its data folder."""
        return cls(places.data_folder() / "test")

    @classmethod
    def inherited(cls) -> Scratch | None:
        """The one that the run which started this process joined; None when tests use another database."""
        return cls(Path(os.environ[MARK])) if MARK in os.environ else None

    def join(self) -> None:
        """Count this run among those that use the cluster, and tell its processes where it is."""
        places.prepare(self.data)
        self._used = (self.data / "used").open("w")
        fcntl.flock(self._used, fcntl.LOCK_SH)
        os.environ[MARK] = os.environ["HANDRAIL_DATA"] = str(self.data)
        os.environ["DATABASE_URL"] = self.cluster.url()
        os.environ.setdefault("HANDRAIL_PROMISES", str(self._promises()))
        os.environ.setdefault("HANDRAIL_CHECKPOINTS", str(self._checkpoints()))
        os.environ.setdefault("HANDRAIL_KEYS", str(self._keys()))
        os.environ["HANDRAIL_TEST_DATABASE"] = f"test_{os.getpid()}"

    def leave(self) -> None:
        """Stop the cluster unless another run uses it."""
        self._promises().unlink(missing_ok=True)
        shutil.rmtree(self._checkpoints(), ignore_errors=True)
        try:
            fcntl.flock(self._used, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if self.cluster.runs():
            self._forget_old_templates()
            self.cluster.stop(patience=10)

    def _keys(self) -> Path:
        with self._alone():
            path = self.data / "keys" / "keys.json"
            key_ring.make(path, "1970-01-01")
        return path

    def _promises(self) -> Path:
        return self.data / f"promises_{os.getpid()}.jsonl"

    def _checkpoints(self) -> Path:
        return self.data / f"checkpoints_{os.getpid()}"

    def template(self) -> str:
        """The name of an up-to-date template database; starts the cluster and migrates when need be."""
        with self._alone():
            self._start()
            self._drop_left_behind()
            name = f"template_{_fingerprint_of_migrations()}"
            if name not in self.cluster.databases():
                self._migrate(name)
            return name

    def _start(self) -> None:
        try:
            self.cluster.adopt_or_start()
        except Trouble:
            # Without fsync a power cut may leave it broken; what is in it is only for tests.
            shutil.rmtree(self.cluster.files, ignore_errors=True)
            self.cluster.adopt_or_start()

    def _migrate(self, name: str) -> None:
        self.cluster.drop_database(f"{name}_half")
        url = self.cluster.create_database(f"{name}_half")
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        }
        done = subprocess.run(
            command, env=surroundings, cwd=places.PROJECT, capture_output=True, text=True, errors="replace"
        )
        if done.returncode != 0:
            raise RuntimeError(f"The migrations do not run on an empty database:\n{done.stderr[-4000:]}")
        self.cluster.rename_database(f"{name}_half", name)

    def _drop_left_behind(self) -> None:
        for name in self.cluster.databases():
            kind, _, rest = name.partition("_")
            if kind == "test" and identity(int(rest.partition("_")[0])) is None:
                self.cluster.drop_database(name)

    def _forget_old_templates(self) -> None:
        names = [name for name in self.cluster.databases(oldest_first=True) if name.startswith("template_")]
        for name in names[:-TEMPLATES_KEPT]:
            self.cluster.drop_database(name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.data / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _fingerprint_of_migrations() -> str:
    """Ten characters that change when any migration or the locked list of packages does."""
    found = sorted((places.PROJECT / "handrail").rglob("migrations/*.py"))
    digest = hashlib.sha256()
    for path in (places.PROJECT / "requirements" / "core.txt", *found):
        digest.update(os.fsencode(path.relative_to(places.PROJECT)) + path.read_bytes())
    return digest.hexdigest()[:10]


def main(arguments: list[str]) -> int:
    """Run a command of Django's on a fresh database with all migrations; returns its exit code."""
    scratch = Scratch.of_this_run()
    scratch.join()
    try:
        address = scratch.cluster.url(scratch.template())
        surroundings = {**os.environ, "DATABASE_URL": address, "HANDRAIL_TESTING": "yes"}
        command = [sys.executable, "-m", "django", *arguments]
        return subprocess.run(command, env=surroundings, cwd=places.PROJECT).returncode
    finally:
        scratch.leave()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
