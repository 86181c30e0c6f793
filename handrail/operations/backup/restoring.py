"""From a shelf of backups to a database in an empty data folder: opened, checked against its own list, replayed."""

from __future__ import annotations

import io
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql
from pyrage.x25519 import Identity

from handrail.operations import binaries, places, server, trouble
from handrail.operations.backup import choosing, troubles, where
from handrail.operations.backup.choosing import Needed
from handrail.operations.cluster import DATABASE, OWNER, Cluster
from handrail.operations.trouble import Trouble

Say = Callable[[str], None]
SAY_EVERY = 5.0
#: What may lie in an empty folder: what an earlier try said, and what a file system keeps for itself.
NO_MATTER = {"log", "lost+found"}
ONLY_US = "local all all trust\n"


@dataclass(frozen=True, slots=True)
class Restored:
    """A database that runs again. `moment` is that of the last change it holds."""

    cluster: Cluster
    moment: datetime


def see_that_it_is_empty(data: Path) -> None:
    """A restore never touches what is there. Makes the folder. Raises Trouble."""
    if data.is_dir() and any(path.name not in NO_MATTER for path in data.iterdir()):
        raise Trouble(
            f"{data} is not empty, and a restore only goes into an empty folder.",
            kept="It was left as it is.",
            do="Name another with --data, or stop what runs there and move it aside.",
        )
    places.prepare(data)
    places.begin_restore(data)


def restore(
    pieces: Needed, data: Path, identities: Sequence[Identity], *, until: datetime | None, say: Say
) -> Restored:
    """Make the database of `pieces` in `data`, as of `until` or of the last stretch, and have it run. Raises Trouble."""
    cluster = Cluster(data)
    _same_version(pieces, data)
    try:
        _unpack(pieces, cluster.files, identities, data)
        say("The backup is unpacked, and every file in it is as PostgreSQL listed it")
        staged = _stage(pieces, data, identities, say)
        _prepare(cluster, pieces, staged, until)
        _replay(cluster, pieces, until, say)
        shutil.rmtree(staged)
    except OSError as error:
        raise trouble.from_os_error(error, data) from error
    return Restored(cluster, _moment(cluster, pieces))


def _same_version(pieces: Needed, data: Path) -> None:
    ours, theirs = binaries.major_version(binaries.folder(data)), pieces.manifest.major
    if ours != theirs:
        raise Trouble(
            f"The backup was made of PostgreSQL {theirs}; the programs here are version {ours}.",
            kept="Nothing was restored.",
            do="Name the bin folder of a PostgreSQL of that version in HANDRAIL_POSTGRES_BIN.",
        )


def _unpack(pieces: Needed, files: Path, identities: Sequence[Identity], data: Path) -> None:
    places.own_folder(files)
    command = ["tar", "--extract", "--file=-", f"--directory={files}"]
    who, pipe = places.as_database_user(), subprocess.PIPE
    with subprocess.Popen(command, cwd="/", stdin=pipe, stderr=pipe, **who) as unpacking:  # type: ignore[call-overload]
        try:
            choosing.open_into(pieces.base, unpacking.stdin, identities)
        except BrokenPipeError:
            # What it said is the better reason.
            unpacking.stdin = None
        said = unpacking.communicate()[1].decode(errors="replace")
    if unpacking.returncode != 0:
        if "No space left" in said:
            raise trouble.disk_full(data)
        raise troubles.damaged(
            f"The backup {pieces.manifest.name} could not be unpacked ({said.strip()[-200:]})"
        )
    checked = server.run(binaries.folder(data), "pg_verifybackup", "--exit-on-error", "--quiet", files)
    if checked.returncode != 0:
        words = checked.stderr.strip().rpartition("error: ")[2]
        raise troubles.damaged(f"The backup {pieces.manifest.name} is not whole: {words}")


def _stage(pieces: Needed, data: Path, identities: Sequence[Identity], say: Say) -> Path:
    """Every stretch of WAL, opened, where PostgreSQL can fetch it; what is empty in it takes no room."""
    staged = places.own_folder(data / "restoring")
    user = places.database_user()
    for number, piece in enumerate(pieces.wal, 1):
        into = io.BytesIO()
        choosing.open_into(piece, into, identities)
        path = staged / piece.name
        with path.open("wb") as file:
            file.write(into.getvalue().rstrip(b"\0"))
            file.truncate(len(into.getvalue()))
        if user:
            shutil.chown(path, user.pw_uid, user.pw_gid)
        if number % 200 == 0:
            say(f"{number} of {len(pieces.wal)} stretches of WAL opened")
    return staged


def _prepare(cluster: Cluster, pieces: Needed, staged: Path, until: datetime | None) -> None:
    """Settings of a private server that replays what is staged and then stands by itself."""
    files = cluster.files
    own = files / "postgresql.conf"
    if not own.exists() or server.INCLUDE not in own.read_text():
        own.write_text(f"{server.INCLUDE}\n")
        (files / "postgresql.auto.conf").write_text("")
        (files / "pg_ident.conf").write_text("")
    (files / "pg_hba.conf").write_text(ONLY_US + "local replication all trust\n")
    more = where.server_settings(cluster.data) + _recovery(staged, pieces.timeline, until)
    server.configure(files, places.run_folder(cluster.data), durable=cluster.durable, more=more)
    (files / "recovery.signal").touch()
    for name in (
        "postgresql.conf",
        "postgresql.auto.conf",
        "pg_ident.conf",
        "pg_hba.conf",
        "recovery.signal",
    ):
        _give(files / name)


def _recovery(staged: Path, timeline: int, until: datetime | None) -> str:
    fetch = f"cp {shlex.quote(str(staged)).replace('%', '%%')}/%f %p".replace("'", "''")
    target = f"recovery_target_time = '{until.isoformat()}'\n" if until else ""
    return (
        f"hot_standby = off\nrestore_command = '{fetch}'\n"
        f"recovery_target_timeline = '{timeline}'\nrecovery_target_action = promote\n{target}"
    )


def _give(path: Path) -> None:
    path.chmod(0o600)
    if user := places.database_user():
        shutil.chown(path, user.pw_uid, user.pw_gid)


def _replay(cluster: Cluster, pieces: Needed, until: datetime | None, say: Say) -> None:
    programs, run = binaries.folder(cluster.data), places.run_folder(cluster.data)
    try:
        server.start(programs, cluster.files, run, cluster.log)
        _wait_until_through(cluster, pieces.manifest.superuser, say)
    except Trouble as failed:
        said = cluster.log.read_text(errors="replace")
        if until and "before configured recovery target" in said:
            raise Trouble(
                f"The backups do not reach {until:%Y-%m-%d %H:%M:%S} UTC. {pieces.ends_at or 'No change after that moment was handed over.'}",
                kept=troubles.NOTHING_OPENED,
                do="Name an earlier moment, or leave --until out for the last one.",
            ) from failed
        raise


def _wait_until_through(cluster: Cluster, superuser: str, say: Say) -> None:
    """It refuses to be asked anything while it replays, however long that takes."""
    said_at = time.monotonic()
    while True:
        try:
            psycopg.connect(_as(superuser, cluster)).close()
            return
        except psycopg.OperationalError as error:
            if not cluster.runs():
                raise server.did_not_start(cluster.files, cluster.log) from error
        if time.monotonic() - said_at > SAY_EVERY:
            said_at = time.monotonic()
            say(server.last_words(cluster.log))
        time.sleep(0.05)


def _moment(cluster: Cluster, pieces: Needed) -> datetime:
    """When the last change was made that is there again."""
    manifest = pieces.manifest
    with psycopg.connect(_as(manifest.superuser, cluster), autocommit=True) as connection:
        row = connection.execute("SELECT pg_last_xact_replay_timestamp()").fetchone()
        _make_ours(connection, manifest.database)
    return row[0] if row and row[0] else datetime.fromisoformat(manifest.began)


def _as(role: str, cluster: Cluster) -> str:
    return f"dbname=postgres user={role} host={cluster.socket_folder()}"


def _make_ours(connection: psycopg.Connection, database: str) -> None:
    """A backup of the operator's own PostgreSQL has other names than a private one."""
    known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone()
    if known is None:
        connection.execute(sql.SQL("CREATE ROLE {} SUPERUSER LOGIN").format(sql.Identifier(OWNER)))
    else:
        connection.execute(sql.SQL("ALTER ROLE {} SUPERUSER LOGIN").format(sql.Identifier(OWNER)))
    if database != DATABASE:
        words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(words.format(sql.Identifier(database), sql.Identifier(DATABASE)))
    words = sql.SQL("ALTER DATABASE {} OWNER TO {}")
    connection.execute(words.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
