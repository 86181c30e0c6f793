"""Processes told apart, watched and ended, by group."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
LINUX = sys.platform == "linux"


def identity(pid: int) -> str | None:
    """A text that no other process will ever share, or None when `pid` does not run (or is a zombie)."""
    return _identity_from_proc(pid) if LINUX else _identity_from_ps(pid)


def _identity_from_proc(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{pid}-{started}-{BOOT_ID.read_text().strip()}"


def _identity_from_ps(pid: int) -> str | None:
    told = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    state, _, started = told.stdout.strip().partition(" ")
    return None if not state or state.startswith("Z") else f"{pid}-{started.strip()}"


def works_in(pid: int, folder: Path) -> bool:
    """True when `pid` runs and `folder` is where it works: how a PostgreSQL is known from a reused number."""
    if identity(pid) is None:
        return False
    if LINUX:
        try:
            return os.readlink(f"/proc/{pid}/cwd") == os.path.realpath(folder)
        except OSError:  # it went between the two looks
            return False
    told = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return "postgres" in told.stdout and str(folder) in told.stdout


def group_runs(group: int) -> bool:
    """True while any process of the group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end_group(group: int, *, patience: float) -> None:
    """Ask the group to stop; after `patience` seconds make it."""
    for sign, wait in ((signal.SIGTERM, patience), (signal.SIGKILL, 2.0)):
        if not send(group, sign) or _gone_within(group, wait):
            return


def send(group: int, sign: signal.Signals) -> bool:
    """Send `sign` to the group; False when it is gone already or is not ours."""
    try:
        os.killpg(group, sign)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _gone_within(group: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while group_runs(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def end_with_parent() -> None:
    """Called in a new child before it becomes its program: on Linux the child ends when its parent does."""
    os.setpgid(0, 0)
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
