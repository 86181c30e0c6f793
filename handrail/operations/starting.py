"""From nothing to serving: data folder, database, this code's migrations, then web and worker."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from handrail.operations import findings, forked, places, ports, server_findings, trouble
from handrail.operations.backup.where import Where
from handrail.operations.cluster import Cluster
from handrail.operations.processes import end_with_parent
from handrail.operations.running import Running
from handrail.operations.supervisor import Program, Supervisor
from handrail.operations.trouble import Trouble
from handrail.operations.turns import VERIFIER

#: What is said of a database of the operator's own each time it is opened; it is theirs, so nothing is refused.
LOOKED_AT = (findings.durable, server_findings.patience, server_findings.role, server_findings.transport)
#: What does its work and ends; all others are there as long as we are.
TURNS = {"verifier": VERIFIER}
Say = Callable[[str], None]
SETTINGS = "handrail.config.settings"
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
PATIENCE_FOR_PAGES = 30.0
NO_HURRY = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
LOG_KEPT_BYTES = 10_000_000


class AlreadyRunning(Exception):
    """Another process serves this data folder; `address` is where."""

    def __init__(self, address: str) -> None:
        super().__init__(f"Handrail is already running at {address}")
        self.address = address


@dataclass
class Installation:
    """A data folder that this process has claimed, with its database running."""

    data: Path
    running: Running
    cluster: Cluster | None

    def stop(self) -> None:
        """Stop the private database, if there is one, and give the data folder back."""
        self.running.path.unlink(missing_ok=True)
        if self.cluster:
            self.cluster.stop()


def claim(data: Path, address: str, host: str, port: int) -> Running:
    """Take the data folder and see that the port is free. Raises AlreadyRunning or Trouble."""
    places.prepare(data)
    places.see_that_no_restore_is_open(data)
    running = Running(data)
    if not running.claim():
        raise AlreadyRunning(running.read().get("address") or address)
    running.end_leftovers()
    ports.check_free(host, port)
    return running


def open_database(data: Path) -> Cluster | None:
    """Have the database running and its address in the environment; None when DATABASE_URL names another."""
    os.environ["HANDRAIL_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if given := os.environ.get("DATABASE_URL"):
        _see_that_it_answers(given)
        return None
    cluster = Cluster(data)
    os.environ["DATABASE_URL"] = cluster.adopt_or_start()
    return cluster


def _see_that_it_answers(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            found = [look(connection) for look in LOOKED_AT]
    except psycopg.Error as error:
        # The driver's own words may repeat the address with its password.
        raise Trouble(
            f"The database that DATABASE_URL names does not answer ({type(error).__name__}).",
            kept="Nothing was changed.",
            do="See that it runs and that address, user and password are right; or unset DATABASE_URL.",
        ) from error
    for finding in found:
        if not finding.well:
            sys.stderr.write(f"  {finding.name}: {finding.says}. {finding.do}\n")


@contextmanager
def database(data: Path) -> Iterator[None]:
    """The database for one command: adopted when it runs, else started and stopped again."""
    places.prepare(data)
    places.see_that_no_restore_is_open(data)
    found_running = Cluster(data).runs()
    cluster = open_database(data)
    try:
        yield
    finally:
        if cluster and not found_running:
            cluster.stop()


@contextmanager
def django_on(data: Path) -> Iterator[None]:
    """Django, ready to use, on the database of `data`."""
    with database(data):
        import django

        os.environ.update(_unhurried())
        django.setup()
        yield


def _unhurried() -> dict[str, str]:
    """For a command that takes as long as it takes: no time-out but the operator's own."""
    return {"PGOPTIONS": os.environ.get("PGOPTIONS", NO_HURRY)}


def bring_up_to_date(data: Path) -> None:
    """Migrate and collect static files in a process of its own. Raises Trouble with its last words."""
    run_step(
        data, "site", "Bringing the tables up to date", [sys.executable, "-m", "handrail.operations.site"]
    )


def run_step(data: Path, name: str, what: str, command: list[str]) -> None:
    """Run a step of the start, called `what`; its stderr goes to log/<name>.log. Raises Trouble."""
    log = data / "log" / f"{name}.log"
    with log.open("w") as said:
        quiet = {"stderr": said, "stdin": subprocess.DEVNULL}
        surroundings = {**os.environ, **_unhurried()}
        code = subprocess.run(
            command, cwd=places.PROJECT, env=surroundings, preexec_fn=end_with_parent, **quiet
        ).returncode
    if code != 0:
        raise _what_it_said(log.read_text(errors="replace"), what, code, log)


def _what_it_said(text: str, what: str, code: int, log: Path) -> Trouble:
    if "No space left on device" in text:
        return trouble.disk_full(log.parent.parent)
    return trouble.read(text) or Trouble(
        f"{what} failed: {_reason(text) or f'exit code {code}'}.",
        kept="What the failed step had begun was undone; the steps before it stay.",
        do=f"See {log}, and `handrail doctor`.",
    )


def _reason(text: str) -> str:
    """The line that names the error, else the last one."""
    lines = [line for line in text.splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[A-Za-z_][\w.]*: \S", line)]
    return (named or lines or [""])[-1].rstrip(".")


def programs(data: Path, host: str, port: int, *, to_files: bool) -> list[Program]:
    """Web server, worker, pager, its watchdog, the sender of reminders, what verifies the ledger, and what archives WAL when backups are on, printing to `log/` or to where we print."""
    web = ["granian", "--interface", "asgi", "handrail.config.asgi:application", "--workers", "1"]
    listen = ["--host", host, "--port", str(port), "--workers-kill-timeout", "2"]
    quiet = ["--log-level", "warning", "--log-config", str(Path(__file__).with_name("web_log.json"))]
    commands = {
        "web": [*web, *listen, *quiet], "worker": ["django", "run_worker"], "pager": ["django", "run_pager"],
        "watchdog": ["django", "run_watchdog"], "sender": ["django", "run_sender"], "verifier": ["django", "run_verifier"],
    }  # fmt: skip
    if Where.of(data).wanted:
        commands["archive"] = ["handrail.operations.backup.archiving", str(data)]
    return [
        Program(name, _runs(words), _log(data, name) if to_files else None, TURNS.get(name))
        for name, words in commands.items()
    ]


def _runs(words: list[str]) -> list[str] | Callable[[], object]:
    return forked.module(words) if forked.SHARED else [sys.executable, "-m", *words]


def _log(data: Path, name: str) -> Path:
    path = data / "log" / f"{name}.log"
    if path.exists() and path.stat().st_size > LOG_KEPT_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path


class Announcer:
    """Calls `then` once, as soon as the web server answers; asked at each step of the supervisor."""

    def __init__(self, host: str, port: int, then: Callable[[], None]) -> None:
        self.host, self.port, self.then, self.done = ANY_HOST.get(host, host), port, then, False
        self.complain_at = time.monotonic() + PATIENCE_FOR_PAGES

    def __call__(self) -> None:
        if self.done:
            return
        if answers(self.host, self.port):
            self.done = True
            self.then()
        elif time.monotonic() > self.complain_at:
            self.complain_at = float("inf")
            print(f"No page yet after {PATIENCE_FOR_PAGES:.0f} s: see the log. Still trying.", flush=True)


def answers(host: str, port: int) -> bool:
    """True when a web server answers at `host`:`port` within a second, and not with a fault of its own."""
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def serve(
    installation: Installation, host: str, port: int, *, to_files: bool, then: Callable[[], None]
) -> None:
    """Run all programs until told to stop; calls `then` when the first page can be had."""
    if forked.SHARED:
        forked.load()
    Supervisor(
        programs(installation.data, host, port, to_files=to_files),
        running=installation.running,
        address=address_of(host, port),
        cluster=installation.cluster,
        each_step=Announcer(host, port, then),
        anew=lambda: _take_up(installation, host, port, to_files=to_files),
    ).run()


def _take_up(installation: Installation, host: str, port: int, *, to_files: bool) -> None:
    """Go on with newer code in this process's place; nothing where programs load for themselves."""
    if not forked.SHARED:
        return
    if installation.cluster:
        # Else its address would count as the operator's own, and nobody would look after it.
        os.environ.pop("DATABASE_URL", None)
    where = [str(installation.data), host, str(port), "files" if to_files else "here"]
    forked.become(["handrail.operations.anew", *where])


def address_of(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    shown = "localhost" if host in {*ANY_HOST, "127.0.0.1"} else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
