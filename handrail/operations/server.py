"""PostgreSQL's own programs, run as the right user: initdb, pg_ctl, and the files they leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from handrail.operations import binaries, places, trouble
from handrail.operations.processes import LINUX, works_in
from handrail.operations.trouble import Trouble

START_PATIENCE = 300
INCLUDE = "include_if_exists = 'handrail.conf'"
# Errors quote what was typed and details quote rows, so neither is logged here: the application logs that
# a statement failed, without its values.
SETTINGS = """\
# Written at each start. Your own settings: ALTER SYSTEM, or the end of postgresql.conf.
listen_addresses = ''
port = 5432
unix_socket_directories = {run}
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
jit = off
# What is read often the operating system keeps as well; a large organisation gives more (docs/recipes/run-it.md).
shared_buffers = 64MB
statement_timeout = 30s
lock_timeout = 10s
idle_in_transaction_session_timeout = 60s
# Kept for our own role, which owns this server: whoever else reads here is refused first, and help, pager, watchdog and
# an administrator still get in. Our processes hold at most a pool of 8 each, and a few beside it.
superuser_reserved_connections = 40
"""
DURABLE = "fsync = on\nfull_page_writes = on\nsynchronous_commit = on\n"
FOR_TESTS = """\
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
# A test is one transaction that nobody commits: what is counted meanwhile is wrong, and leads the planner astray.
autovacuum = off
# No statement of a test takes a minute; one that does is an error with its words, and not a run that never ends.
statement_timeout = '120s'
lock_timeout = '120s'
idle_in_transaction_session_timeout = 0
"""


def run(programs: Path, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the database's user, in an environment that is always the same."""
    clean = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    command = [str(programs / name), *map(str, arguments)]
    who = places.as_database_user()
    return subprocess.run(
        command, env=clean, cwd="/", capture_output=True, text=True, errors="replace", **who
    )


def make(programs: Path, files: Path, *, owner: str) -> None:
    """Make an empty cluster in `files`; when interrupted, `files` is not there at all. Raises Trouble."""
    half = files.with_name(f"{files.name}.making")
    shutil.rmtree(half, ignore_errors=True)
    places.own_folder(half)
    choices = ["-E", "UTF8", "--data-checksums", "--auth-local=trust", "--auth-host=scram-sha-256"]
    locale = _locale(binaries.major_version(programs))
    made = run(programs, "initdb", "-D", half, "-U", owner, *choices, *locale)
    if made.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise _failure(made.stderr, files, "PostgreSQL could not make its files")
    with (half / "postgresql.conf").open("a") as settings:
        settings.write(f"\n{INCLUDE}\n")
    half.rename(files)


def _locale(version: int) -> list[str]:
    """Sorting that no upgrade of the system changes; macOS has no C.UTF-8 of its own."""
    system = "--locale=C.UTF-8" if LINUX else "--locale=C"
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [system, *builtin] if version >= 17 else [system]


def check_version(programs: Path, files: Path) -> None:
    """Raise Trouble when the data was written by another major version than the programs are."""
    written, ours = (files / "PG_VERSION").read_text().strip(), binaries.major_version(programs)
    if written != str(ours):
        raise Trouble(
            f"The data in {files} was written by PostgreSQL {written}; the programs here are version {ours}.",
            kept="The data was left as it is.",
            do="Move it over with pg_dump and pg_restore: docs/recipes/run-it.md, 'A new PostgreSQL'.",
        )


def configure(files: Path, run_folder: Path, *, durable: bool, more: str = "") -> None:
    """Write handrail.conf, which postgresql.conf includes; `more` are lines that win over what it says."""
    quoted = "'" + str(run_folder).replace("'", "''") + "'"
    text = SETTINGS.format(run=quoted) + (DURABLE if durable else FOR_TESTS) + more
    try:
        (files / "handrail.conf").write_text(text)
    except OSError as error:
        raise trouble.from_os_error(error, files) from error


def start(programs: Path, files: Path, run_folder: Path, log: Path) -> None:
    """Start the server and wait until it answers. Raises Trouble with the server's own last words."""
    _open_log(log)
    until = time.monotonic() + START_PATIENCE
    while True:
        for lock in (files / "postmaster.pid", run_folder / f"{places.SOCKET_NAME}.lock"):
            _clear_if_stale(lock, files)
        if not _programs_start(programs, files, log):
            return
        # The children of a server that was killed need a moment to notice and let go of its memory.
        if "shared memory block" not in last_words(log) or time.monotonic() > until:
            raise did_not_start(files, log)
        time.sleep(0.2)


def _programs_start(programs: Path, files: Path, log: Path) -> int:
    wait = ["-w", "-t", str(START_PATIENCE)]
    return run(programs, "pg_ctl", "-D", files, "-l", log, *wait, "start").returncode


def _open_log(log: Path) -> None:
    user = places.database_user()
    try:
        log.write_text("")
        log.chmod(0o600)
        if user:
            os.chown(log, user.pw_uid, user.pw_gid)
    except OSError as error:
        raise trouble.from_os_error(error, log) from error


def stop(programs: Path, files: Path, *, patience: int) -> None:
    """Stop the server; after `patience` seconds stop it at once (nothing committed is lost)."""
    for mode, wait in (("fast", patience), ("immediate", 5)):
        if run(programs, "pg_ctl", "-D", files, "-m", mode, "-w", "-t", str(wait), "stop").returncode == 0:
            return


def pid_file(files: Path) -> list[str]:
    """The lines of the server's pid file: number, data folder, start, port, socket folder; [] without one."""
    return _lines(files / "postmaster.pid")


def recorded_pid(files: Path) -> int | None:
    """The process number in the server's pid file, whether or not it still runs."""
    return _number_in(pid_file(files))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise trouble.unwritable(path, error.strerror) from error


def _number_in(lines: list[str]) -> int | None:
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def _clear_if_stale(lock: Path, files: Path) -> None:
    # The number may belong to an unrelated process or to a zombie, which PostgreSQL takes for a server.
    pid = _number_in(_lines(lock))
    if pid is None or not works_in(pid, files):
        lock.unlink(missing_ok=True)


def last_words(log: Path) -> str:
    """The last FATAL or PANIC line of the server's log, else its last line."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    severe = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return (severe or lines or ["it said nothing"])[-1].rpartition("] ")[2]


def did_not_start(files: Path, log: Path) -> Trouble:
    """The trouble that the end of the server's log tells of."""
    return _failure(last_words(log), files, "PostgreSQL did not start")


def _failure(said: str, files: Path, happened: str) -> Trouble:
    if "No space left" in said:
        return trouble.disk_full(files)
    reason = next((line for line in said.splitlines() if "error" in line or "FATAL" in line), said.strip())
    return Trouble(
        f"{happened}: {reason}.",
        kept=f"The data in {files} was left as it is.",
        do="See log/postgres.log in the data folder, and `handrail doctor`.",
    )
