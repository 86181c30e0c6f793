"""A backup of the whole database at one moment: read from the running server, encrypted as it comes, read back."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pyrage.x25519 import Recipient

from handrail import __version__
from handrail.operations import binaries
from handrail.operations.backup import keys, retention, shelf, troubles, wrapping
from handrail.operations.backup.retention import Keeping
from handrail.operations.backup.segments import SEGMENT, SIZE, Segment
from handrail.operations.backup.shelf import BASE, Manifest, Shelf
from handrail.operations.trouble import Trouble

Say = Callable[[str], None]
SAY_EVERY = 2.0
POSITION = re.compile(r"write-ahead log (start|end) point: ([0-9A-F]+/[0-9A-F]+)(?: on timeline (\d+))?")
ASKED = """
    SELECT system_identifier::text, clock_timestamp(), current_setting('server_version_num')::int / 10000,
           pg_size_bytes(current_setting('wal_segment_size')), current_database(),
           (SELECT rolname FROM pg_roles WHERE oid = 10), (SELECT sum(pg_database_size(oid)) FROM pg_database)::bigint
    FROM pg_control_system()
"""


@dataclass(frozen=True, slots=True)
class Server:
    """What is asked of the server before it is read; `size` is about how much there is."""

    cluster: str
    now: datetime
    major: int
    stretch: int
    database: str
    superuser: str
    size: int


@dataclass
class _Told:
    """A stream that says how much of it was read."""

    source: IO[bytes]
    about: int
    say: Say
    size: int = 0
    said_at: float = field(default_factory=time.monotonic)

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.size += len(piece)
        if time.monotonic() - self.said_at > SAY_EVERY:
            self.said_at = time.monotonic()
            self.say(f"{self.size / 1e6:,.0f} of about {self.about / 1e6:,.0f} MB read")
        return piece


def take(url: str, data: Path, to: Shelf, recipients: Path, say: Say) -> Manifest:
    """Take one and put it on the shelf; what is half done is taken away again. Raises Trouble."""
    public = keys.recipients(recipients)
    with to.alone():
        server = asked(url)
        try:
            to.belongs_to(server.cluster)
            to.base("").mkdir(exist_ok=True)
            to.clear_halves()
            return _onto(to, url, data, server, public, say)
        except (OSError, wrapping.Damaged) as error:
            raise troubles.in_folder(error, to.folder) from error


def _onto(to: Shelf, url: str, data: Path, server: Server, public: list[Recipient], say: Say) -> Manifest:
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
    half = to.base(f".{name}.half")
    half.mkdir(mode=0o700)
    try:
        size, written, told = _read_into(half / BASE, url, data, server, public, say)
        manifest = _manifest(name, server, asked(url).now, size, written, told)
        shelf.keep(manifest, half)
        shelf.keep_names(half)
        half.rename(to.base(name))
        shelf.keep_names(to.base(""))
    finally:
        to.clear_halves()
    return manifest


def _read_into(
    path: Path, url: str, data: Path, server: Server, public: list[Recipient], say: Say
) -> tuple[int, wrapping.Wrapped, str]:
    command = [str(binaries.folder(data) / "pg_basebackup"), "--dbname", _without_password(url), "--pgdata=-"]
    how = ["--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--manifest-checksums=SHA256"]
    known = {**os.environ, "LC_ALL": "C", "PGPASSWORD": _password(url) or os.environ.get("PGPASSWORD", "")}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, *how, "--verbose"], env=known, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe
    ) as running:
        assert running.stdout and running.stderr
        said: list[bytes] = []
        listening = threading.Thread(target=lambda err=running.stderr: said.append(err.read()))
        listening.start()
        source = _Told(running.stdout, server.size, say)
        try:
            written = wrapping.wrap(source, path, public)
        except BaseException:
            running.kill()
            raise
        finally:
            listening.join()
    told = b"".join(said).decode(errors="replace")
    if running.returncode != 0:
        raise _not_read(told)
    return source.size, written, told


def _manifest(
    name: str, server: Server, ended: datetime, size: int, written: wrapping.Wrapped, told: str
) -> Manifest:
    found = {which: (position, line) for which, position, line in POSITION.findall(told)}
    return Manifest(
        name=name, began=server.now.isoformat(), ended=ended.isoformat(), cluster=server.cluster,
        major=server.major, timeline=int(found["start"][1]), first=found["start"][0], last=found["end"][0],
        size=size, written=written.size, digest=written.digest, inner=written.inner,
        database=server.database, superuser=server.superuser, code=__version__,
    )  # fmt: skip


def asked(url: str) -> Server:
    """What the server says of itself. Raises Trouble when it does not answer, or cannot be backed up."""
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            row = connection.execute(ASKED).fetchone()
    except psycopg.OperationalError as error:
        raise _database_down(type(error).__name__) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise _not_read("its role may not") from error
    assert row
    server = Server(*row)
    if server.stretch != SIZE:
        raise _not_read(f"its WAL lies in stretches of {server.stretch} bytes, and only {SIZE} is known here")
    return server


def switch(url: str) -> str | None:
    """Have the server hand over what it wrote so far; the name of the last stretch, None when it hands over nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SHOW archive_mode").fetchone()
        if not row or row[0] == "off":
            return None
        connection.execute("SELECT pg_logical_emit_message(true, 'handrail', 'drill')")
        row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    return str(row[0]) if row else None


def _database_down(why: str) -> Trouble:
    return Trouble(
        f"The database does not answer ({why}).",
        kept="Nothing was backed up; the backups before are as they were.",
        do="Start it, or see that DATABASE_URL or HANDRAIL_BACKUP_URL is right; then run it again.",
    )


def _not_read(said: str) -> Trouble:
    lines = [line for line in said.strip().splitlines() if "error" in line] or said.strip().splitlines()
    return Trouble(
        f"The database could not be read: {lines[0].rpartition('error: ')[2] if lines else 'it said nothing'}.",
        kept="The half backup was taken away; the backups before are as they were.",
        do="Name a role with REPLICATION in HANDRAIL_BACKUP_URL when yours has not that right; then run it again.",
    )


def _without_password(url: str) -> str:
    return make_conninfo(
        **{name: value for name, value in conninfo_to_dict(url).items() if name != "password"}
    )


def _password(url: str) -> str | None:
    found = conninfo_to_dict(url).get("password")
    return str(found) if found else None


def let_go(of: Shelf, now: datetime, keeping: Keeping) -> tuple[int, int]:
    """Take away what need not be kept; how many backups and how many stretches of WAL went."""
    with of.alone():
        manifests = of.manifests()
        held = {one.held for one in manifests}
        stay = retention.kept(held, now, keeping)
        there = [path for path in of.folder.glob("wal/*/*.age") if SEGMENT.fullmatch(path.name[:-4])]
        named = {Segment.named(path.name[:-4]): path for path in there}
        needless = retention.unneeded(named, stay, now, keeping)
        for one in held - stay:
            of.remove(one.name)
        for segment in needless:
            named[segment].unlink()
        _clear_empty(of)
    return len(held - stay), len(needless)


def _clear_empty(of: Shelf) -> None:
    for group in of.folder.glob("wal/[0-9A-F]*"):
        if not list(group.glob("*.age")):
            (group / shelf.NOTED).unlink(missing_ok=True)
            group.rmdir()
