"""`handrail up`, `demo`, `migrate` and `stop`: what each does, in order, with a plain line for each step."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from handrail.operations import logs, places, starting
from handrail.operations.cluster import Cluster
from handrail.operations.processes import identity
from handrail.operations.running import Running
from handrail.operations.starting import AlreadyRunning, Installation

STOPPED_WITHIN = 10.0


class Steps:
    """Prints a line when a step begins, and how long it took when it ends."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def done(self, what: str) -> None:
        """Print `what` and the seconds since the last step."""
        now = time.monotonic()
        print(f"  {what} ({now - self.began:.1f} s)", flush=True)
        self.began = now


def open_installation(data: Path, host: str, port: int) -> Installation:
    """Claim the data folder, start or adopt its database, bring it up to this code. Raises Trouble."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    address = starting.address_of(host, port)
    running = starting.claim(data, address, host, port)
    running.write(address, {})
    steps = Steps()
    cluster = starting.open_database(data)
    steps.done(f"Database ready in {data}" if cluster else "Database found at DATABASE_URL")
    installation = Installation(data, running, cluster)
    _or_stop(installation, lambda: starting.bring_up_to_date(data))
    steps.done("Tables and pages brought up to date")
    return installation


def _or_stop(installation: Installation, step: Callable[[], None]) -> None:
    """Run `step`; when it fails, leave nothing running."""
    try:
        step()
    except BaseException:
        installation.stop()
        raise


def up(data: Path, host: str, port: int) -> None:
    """Serve until told to stop; says where. Raises Trouble."""
    logs.configure(sys.stderr)
    try:
        installation = open_installation(data, host, port)
    except AlreadyRunning as already:
        print(f"{already}. Stop it with `handrail stop`.")
        return
    address = starting.address_of(host, port)
    starting.serve(installation, host, port, to_files=False, then=lambda: _say_where(address))


def again(data: Path, host: str, port: int, *, to_files: bool) -> None:
    """Go on serving in a supervisor that has just taken up newer code; the tables are up to date. Raises Trouble."""
    logs.configure((data / "log" / "supervisor.log").open("a") if to_files else sys.stderr)
    address = starting.address_of(host, port)
    try:
        running = starting.claim(data, address, host, port)
    except AlreadyRunning as already:
        print(f"{already}")
        return
    running.write(address, {})
    installation = Installation(data, running, starting.open_database(data))
    starting.serve(installation, host, port, to_files=to_files, then=lambda: None)


def _say_where(address: str) -> None:
    print(f"\nHandrail runs at {address}\nStop it with Ctrl-C, or `handrail stop`.", flush=True)


def demo(data: Path, host: str, port: int, *, people: int, seed: int, days: int, serve: bool) -> None:
    """Build the demo organisation once, then serve it. Raises Trouble."""
    os.environ["HANDRAIL_DEMO"] = "yes"
    places.prepare(data)
    logs.configure((data / "log" / "supervisor.log").open("a"))
    address = starting.address_of(host, port)
    try:
        installation = open_installation(data, host, port)
    except AlreadyRunning as already:
        print(f"{already}")
        _show_accounts(data)
        return
    _or_stop(installation, lambda: build_demo(data, people=people, seed=seed, days=days))
    if not serve:
        installation.stop()
        return
    starting.serve(installation, host, port, to_files=True, then=lambda: _welcome(data, address))


def build_demo(data: Path, *, people: int, seed: int, days: int) -> None:
    """Run the simulator in a process of its own; its progress goes to the terminal. Raises Trouble."""
    size = ["--people", str(people), "--seed", str(seed), "--days", str(days)]
    command = [sys.executable, "-m", "django", "build_demo", *size]
    starting.run_step(data, "demo", "Building the demo organisation", command)


def _welcome(data: Path, address: str) -> None:
    _say_where(address)
    _show_accounts(data)


def _show_accounts(data: Path) -> None:
    kept = data / "demo.json"
    if not kept.exists():
        return
    told = json.loads(kept.read_text())
    wide = max(len(email) for _, _, email in told["accounts"])
    print("\nSign in as")
    for who, role, email in told["accounts"]:
        print(f"  {email:<{wide}}  {who}, {role}")
    print(f"  password for each: {told['password']}", flush=True)


def migrate(data: Path) -> None:
    """Bring database and static files up to this code; what runs is restarted, since it holds old code."""
    with starting.database(data):
        starting.bring_up_to_date(data)
    print("Tables and static files are up to date.")
    if Running(data).signal(signal.SIGHUP):
        print("All that runs was told to start again.")


def stop(data: Path) -> bool:
    """Stop what runs on this data folder and wait for it; False when nothing did."""
    running = Running(data)
    pid = running.supervisor()
    if pid is None:
        return _stop_database_alone(data)
    running.signal(signal.SIGTERM)
    until = time.monotonic() + STOPPED_WITHIN
    while identity(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return identity(pid) is None


def _stop_database_alone(data: Path) -> bool:
    cluster = Cluster(data)
    found = cluster.runs()
    cluster.stop()
    return found
