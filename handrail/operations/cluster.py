"""A private PostgreSQL of this installation's own: made, started, adopted, stopped.

The server outlives whoever started it: after a crash of anything else the next start adopts it.
"""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from handrail.operations import binaries, durability, places, server
from handrail.operations.backup import where
from handrail.operations.processes import works_in
from handrail.operations.trouble import Trouble

OWNER = "handrail"
DATABASE = "handrail"


class Cluster:
    """The PostgreSQL whose data lies in `data/postgres`.

    `durable=False` is for tests only: no write waits for the disk.
    """

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data, self.durable = data.absolute(), durable
        self.files = self.data / "postgres"
        self.log = self.data / "log" / "postgres.log"

    def adopt_or_start(self) -> str:
        """Start the server, or take over one that runs already; returns its address. Raises Trouble."""
        if not self.runs():
            return self.start()
        self._ready()
        return self.url()

    def start(self) -> str:
        """Start a server that does not run; makes it the first time. Returns its address. Raises Trouble."""
        places.prepare(self.data)
        self.programs = binaries.folder(self.data)
        if not self.files.exists():
            server.make(self.programs, self.files, owner=OWNER)
        places.own_folder(self.files)
        server.check_version(self.programs, self.files)
        self.run = places.run_folder(self.data)
        server.configure(self.files, self.run, durable=self.durable, more=where.server_settings(self.data))
        server.start(self.programs, self.files, self.run, self.log)
        self._ready()
        self._wake()
        return self.url()

    def stop(self, *, patience: int = 60) -> None:
        """Stop the server if it runs; after `patience` seconds at once, which loses nothing committed."""
        if self.runs():
            server.stop(binaries.folder(self.data), self.files, patience=patience)

    def runs(self) -> bool:
        """True while the server's main process is there."""
        pid = server.recorded_pid(self.files)
        return pid is not None and works_in(pid, self.files)

    def url(self, database: str = DATABASE) -> str:
        """The address of `database`, in the form that DATABASE_URL takes."""
        return (
            f"postgresql:///{quote(database)}?host={quote(str(self.socket_folder()), safe='/')}&user={OWNER}"
        )

    def socket_folder(self) -> Path:
        """Where the running server listens, as its own pid file says; else where it would."""
        lines = server.pid_file(self.files)
        return Path(lines[4]) if len(lines) > 4 and lines[4] else places.run_folder(self.data)

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make the database `name`, a copy of `template` when one is given; returns its address."""
        words = "CREATE DATABASE {} TEMPLATE {}" if template else "CREATE DATABASE {}"
        names = [sql.Identifier(part) for part in (name, template) if part]
        with self._connect() as connection:
            connection.execute(sql.SQL(words).format(*names))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove the database `name` if it is there, ending its connections."""
        with self._connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def rename_database(self, name: str, new: str) -> None:
        """Give the database `name`, which nobody uses, the name `new`."""
        words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        with self._connect() as connection:
            connection.execute(words.format(sql.Identifier(name), sql.Identifier(new)))

    def databases(self, *, oldest_first: bool = False) -> list[str]:
        """The names of all databases that are not templates of PostgreSQL's own."""
        order = "oid" if oldest_first else "datname"
        with self._connect() as connection:
            rows = connection.execute(
                sql.SQL("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY {}").format(
                    sql.Identifier(order)
                )
            )
            return [row[0] for row in rows]

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    def _ready(self) -> None:
        self._wait_for_answer()
        self._assert_durable()
        if DATABASE not in self.databases():
            self.create_database(DATABASE)

    def _wake(self) -> None:
        # PostgreSQL 15 and later start to count archive_timeout only when the checkpointer first wakes,
        # up to five minutes after the start.
        with self._connect() as connection:
            connection.execute("SELECT pg_reload_conf()")

    def _wait_for_answer(self) -> None:
        until = time.monotonic() + server.START_PATIENCE
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > until or not self.runs():
                    raise server.did_not_start(self.files, self.log) from error
                time.sleep(0.1)

    def _assert_durable(self) -> None:
        with self._connect() as connection:
            wrong = durability.unsafe(durability.settings(connection))
        if wrong and self.durable:
            raise Trouble(
                f"PostgreSQL in {self.files} runs with {', '.join(wrong)}: a power cut could lose data.",
                kept="The data was left as it is.",
                do="Take that line out of postgresql.auto.conf in that folder, stop it, start again.",
            )
