"""Programs that share what they have loaded.

Django with all of Handrail takes some 85 MB. Where a fork is safe the supervisor loads it once, opens nothing with it,
and makes each program a fork of itself: what none of them writes to is in memory once, not six times.
"""

from __future__ import annotations

import gc
import os
import runpy
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from handrail.operations import logs
from handrail.operations.places import PROJECT
from handrail.operations.processes import LINUX, end_with_parent

#: macOS ends a fork that uses its own libraries, so there each program loads what it needs for itself.
SHARED = LINUX
LOADED = (
    "granian.cli", "handrail.config.asgi", "handrail.config.urls", "handrail.operations.pager",
    "handrail.operations.reminder_loop", "handrail.operations.watchdog", "handrail.operations.worker",
    "psycopg_pool.pool",
)  # fmt: skip
LOOK_EVERY = 0.02
TOLD = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def load() -> None:
    """Load what the programs have in common; where log lines go stays as it was."""
    import django

    # As the documentation of gc.freeze advises: what is freed before a fork leaves holes, and a fork that fills one
    # copies the page. What is loaded for good is not looked through again either, since looking writes to it.
    gc.disable()
    with logs.unchanged():
        django.setup()
        for name in LOADED:
            import_module(name)
    _work_out_the_tables()
    gc.freeze()


def _work_out_the_tables() -> None:
    """What Django works out about each table when it is first asked, it keeps: some 7 MB in each fork that asks."""
    from django.apps import apps

    for model in apps.get_models(include_auto_created=True):
        about = model._meta
        about.get_fields(include_hidden=True)
        for kept in ("related_objects", "fields_map", "concrete_fields", "total_unique_constraints"):
            getattr(about, kept)


def module(words: list[str]) -> Callable[[], object]:
    """What `python -m WORDS` would do, as something to be done in a fork."""

    def run() -> None:
        sys.argv = list(words)
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)

    return run


def become(words: list[str]) -> None:
    """Put `python -m WORDS` in this process's place; who asks it to stop meanwhile is heard once it listens again."""
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)
    os.execv(sys.executable, [sys.executable, "-m", *words])  # noqa: S606 - ours, and no shell wanted


class Fork:
    """A fork of this process that does `run` and ends: as much of subprocess.Popen as a supervisor uses.

    It leads a group of its own, prints to the file `output` (None: to where we print), and ends with its parent.
    """

    def __init__(self, run: Callable[[], object], output: Path | None, *, let_go: Callable[[], None]) -> None:
        self.returncode: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(run, output, let_go)

    def poll(self) -> int | None:
        """Its exit code once it has ended (a signal as its negative number), else None."""
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code; raises subprocess.TimeoutExpired after `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() >= until:
                raise subprocess.TimeoutExpired([str(self.pid)], timeout or 0)
            time.sleep(LOOK_EVERY)
        return code


def _become(run: Callable[[], object], output: Path | None, let_go: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        gc.enable()
        end_with_parent()
        for number in TOLD:
            signal.signal(number, signal.SIG_DFL)
        let_go()
        os.chdir(PROJECT)
        _print_to(output)
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the last of this process: it is said, and its exit code says it again
        traceback.print_exc()
    finally:
        _end(code)


def _print_to(output: Path | None) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if output:
        out = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
    logs.configure_logging({"level": os.environ.get("HANDRAIL_LOG_LEVEL", "INFO")})


def _end(code: int) -> NoReturn:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        # Nothing of the parent's is tidied up here: its files and locks are its own.
        os._exit(code)
