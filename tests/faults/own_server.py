"""A PostgreSQL of these tests' own, that may be killed, filled and cut off, and Django on it over a way that may fail.

The way is a small proxy on this machine: it can fall silent, at once or in the middle of a request, and it can cut a
connection just after COMMIT went through.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from handrail.operations import binaries, places, server
from handrail.operations.cluster import Cluster

#: Whoever waits longer for anything here hangs, and fails: longer than a loaded machine takes, and shorter than the half
#: minute after which the server itself ends a statement.
BOUND = 25
BREATH = 0.02


class Way:
    """From a port of this machine to the server's socket, byte by byte, until it is told to fail."""

    def __init__(self, to: Path) -> None:
        self.to = str(to)
        #: It falls silent for good once a request holds these bytes; b"" is at once.
        self.silent_at: bytes | None = None
        #: The next connection that sends COMMIT is cut, once the server has it.
        self.cuts_commit = False
        self.closing = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(BREATH * 10)
        self.port: int = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    def close(self) -> None:
        self.closing.set()
        for one in self.threads:
            one.join(BOUND)
        assert not any(one.is_alive() for one in self.threads)
        self.listener.close()

    def _accept(self) -> None:
        while not self.closing.is_set():
            with suppress(TimeoutError):
                near = self.listener.accept()[0]
                self.threads.append(threading.Thread(target=self._carry, args=(near,)))
                self.threads[-1].start()

    def _carry(self, near: socket.socket) -> None:
        with near, socket.socket(socket.AF_UNIX) as far, suppress(OSError):
            far.connect(self.to)
            while not self.closing.is_set():
                for ready in select.select([near, far], [], [], BREATH)[0]:
                    if not self._pass_on(ready, near, far):
                        return

    def _pass_on(self, ready: socket.socket, near: socket.socket, far: socket.socket) -> bool:
        data = ready.recv(65536)
        if not data:
            return False
        if self.silent_at is not None and (not self.silent_at or ready is near and self.silent_at in data):
            self.silent_at = b""
            while self.silent_at == b"" and not self.closing.wait(BREATH):
                """Nothing goes through, and nobody is told."""
            return False
        (far if ready is near else near).sendall(data)
        if self.cuts_commit and ready is near and b"COMMIT" in data:
            self.cuts_commit = False
            far.recv(65536)
            return False
        return True


class OwnServer:
    """A durable server in a folder of its own, with the tables of `template`."""

    def __init__(self, data: Path) -> None:
        self.cluster = Cluster(data)

    def start(self) -> None:
        self.cluster.start()

    def copy_tables(self, template: str) -> None:
        programs = binaries.folder(self.cluster.data)
        dump = subprocess.run(
            [programs / "pg_dump", "--no-owner", template], capture_output=True, timeout=60, check=True
        )
        with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS public")
        restore = [programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.cluster.url()]
        done = subprocess.run(restore, input=dump.stdout, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr[-500:]

    def way(self) -> Way:
        return Way(self.cluster.socket_folder() / ".s.PGSQL.5432")

    def processes(self) -> list[int]:
        """The server's main process and everyone that it started."""
        with psycopg.connect(self.cluster.url()) as connection:
            found = connection.execute("SELECT pid FROM pg_stat_activity").fetchall()
        main = server.recorded_pid(self.cluster.files)
        assert main is not None and self.cluster.runs()
        return [main, *(pid for (pid,) in found)]

    def kill(self) -> None:
        """-9, all of them."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def start_by(self, clock: Path, library: Path) -> None:
        """It reads its time from `clock`, as libfaketime does: "+2h" is two hours ahead."""
        programs = binaries.folder(self.cluster.data)
        false = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
        start = [
            programs / "pg_ctl",
            "-D",
            self.cluster.files,
            "-l",
            self.cluster.log,
            "-w",
            "-t",
            "60",
            "start",
        ]
        clean = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"} | false
        subprocess.run(
            start, env=clean, cwd="/", check=True, timeout=90, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **places.as_database_user(),
        )  # fmt: skip

    def execute(self, *statements: str) -> None:
        with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
            for one in statements:
                connection.execute(one)

    def fill(self) -> None:
        """The volume of its log takes nothing more: the next segment cannot be made, and it goes down."""
        (self.cluster.files / "pg_wal").chmod(0o500)
        with (
            suppress(psycopg.Error),
            psycopg.connect(self.cluster.url(), autocommit=True) as connection,
        ):
            for _segment in range(20):
                connection.execute("SELECT pg_logical_emit_message(false, 'x', 'x'), pg_switch_wal()")

    def make_room(self) -> None:
        (self.cluster.files / "pg_wal").chmod(0o700)
        self.cluster.stop(patience=2)
        self.start()


@contextmanager
def django_over(way: Way) -> Iterator[None]:
    """Django's default database is the one at the end of this way, with a pool of its own."""
    connections.close_all()
    pools, settings = DatabaseWrapper._connection_pools, connections["default"].settings_dict
    theirs, before = pools.pop("default", None), dict(settings)
    settings.update(NAME="handrail", USER="handrail", PASSWORD="", HOST="127.0.0.1", PORT=str(way.port))
    # The waits of an ordinary page are shortened, so that these tests are; those of help are its own.
    pool = settings["OPTIONS"]["pool"] | {"timeout": 5, "reconnect_timeout": 1}
    settings["OPTIONS"] = settings["OPTIONS"] | {"pool": pool}
    try:
        yield
    finally:
        connections.close_all()
        if ours := pools.pop("default", None):
            ours.close()
        settings.clear()
        settings.update(before)
        if theirs is not None:
            pools["default"] = theirs


def in_time(work: Callable[[], Any]) -> Any:
    """What `work` returns in a thread of its own, as one request is served; it fails when that takes too long."""

    def alone() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(alone).result(BOUND)
    finally:
        pool.shutdown(wait=False)
