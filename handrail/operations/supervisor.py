"""Keeps PostgreSQL, the web server and the worker running, and stops them together.

Whatever dies is started again: at once the first time, then after 1, 2, 4 … 30 seconds while it keeps dying. What does
its work and ends is started again when its next turn has come.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

import structlog

from handrail.operations.cluster import Cluster
from handrail.operations.forked import TOLD, Fork
from handrail.operations.places import PROJECT
from handrail.operations.processes import end_with_parent, send
from handrail.operations.running import Running
from handrail.operations.trouble import Trouble
from handrail.operations.turns import Turns

STEP = 0.2
DATABASE_STEP = 1.0
STEADY_AFTER = 30.0
LONGEST_WAIT = 30.0
STOP_PATIENCE = 2.5
DATABASE_PATIENCE = 2
log = structlog.get_logger("supervisor")


@dataclass
class Backoff:
    """How long to wait before the next start of something that dies."""

    failures: int = 0
    started: float = 0.0
    due: float = 0.0

    def begun(self) -> None:
        self.started = time.monotonic()

    def failed(self) -> float:
        """Note a failure; returns the seconds until the next try."""
        steady = time.monotonic() - self.started > STEADY_AFTER
        self.failures = 1 if steady else self.failures + 1
        wait = 0.0 if self.failures == 1 else min(LONGEST_WAIT, 2.0 ** (self.failures - 2))
        self.due = time.monotonic() + wait
        return wait

    def rest(self, seconds: float) -> None:
        self.due = time.monotonic() + seconds

    def is_due(self) -> bool:
        return time.monotonic() >= self.due


@dataclass
class Program:
    """One program in a process group of its own; `output` is a file for what it prints, else ours.

    `runs` is a command, or what a fork of this process does; `turns` is for one that ends by itself.
    """

    name: str
    runs: list[str] | Callable[[], object]
    output: Path | None = None
    turns: Turns | None = None
    process: subprocess.Popen[bytes] | Fork | None = None
    backoff: Backoff = field(default_factory=Backoff)

    def start(self, *, let_go: Callable[[], None] = lambda: None) -> None:
        """Start it; its group's number is its process number. A fork calls `let_go` on what it may not hold."""
        if callable(self.runs):
            self.process = Fork(self.runs, self.output, let_go=let_go)
        else:
            self.process = _command(self.runs, self.output)
        self.backoff.begun()

    def died(self) -> int | None:
        """Its exit code once it has ended by itself, else None."""
        return self.process.poll() if self.process else None

    def is_late(self) -> bool:
        """Whether its turn takes longer than it may."""
        longest = self.turns.at_most if self.turns else float("inf")
        return self.process is not None and time.monotonic() - self.backoff.started > longest

    def wait_after(self, code: int) -> float:
        """It ended by itself: note that, and return the seconds until it is started again."""
        if self.turns is None:
            return self.backoff.failed()
        wait = self.turns.after_failure if code else self.turns.every
        self.backoff.rest(wait)
        return wait

    def ask_to_end(self) -> None:
        """Ask the whole group to stop."""
        if self.process:
            send(self.process.pid, signal.SIGTERM)

    def end(self, patience: float) -> None:
        """Wait `patience` seconds for its end, then kill the whole group.

        A web server that is killed leaves processes that still answer, with old code.
        """
        if self.process is None:
            return
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            log.warning("killed", process=self.name, after_s=patience)
        send(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _command(command: list[str], output: Path | None) -> subprocess.Popen[bytes]:
    out: IO[bytes] | None = output.open("ab") if output else None
    try:
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if out else None,
            preexec_fn=end_with_parent,
        )
    finally:
        if out:
            out.close()


class Supervisor:
    """Runs until it is told to stop. `told` is called with the name of what happened and its numbers."""

    def __init__(
        self,
        programs: list[Program],
        *,
        running: Running,
        address: str,
        cluster: Cluster | None = None,
        each_step: Callable[[], None] = lambda: None,
        anew: Callable[[], None] = lambda: None,
    ) -> None:
        self.programs, self.running, self.address = programs, running, address
        self.cluster, self.each_step, self.anew = cluster, each_step, anew
        self.stopping = self.restarting = False
        self.database = Backoff()

    def run(self) -> None:
        """Start everything, watch it, and on SIGTERM or SIGINT stop it; SIGHUP starts all programs anew.

        Between their end and their new start it calls `anew`, which may put newer code in this process's place.
        """
        for sign in TOLD:
            signal.signal(sign, self._note_signal)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
        try:
            while not self.stopping:
                self._step()
                time.sleep(STEP)
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop all programs at once, then the database."""
        began = time.monotonic()
        for program in self.programs:
            program.ask_to_end()
        for program in self.programs:
            program.end(max(0.0, STOP_PATIENCE - (time.monotonic() - began)))
        if self.cluster:
            self.cluster.stop(patience=DATABASE_PATIENCE)
        self.running.path.unlink(missing_ok=True)
        log.info("stopped", after_s=round(time.monotonic() - began, 2))

    def _note_signal(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            self.restarting = True
        else:
            self.stopping = True

    def _step(self) -> None:
        if self.cluster:
            self._heal_database(self.cluster)
        if self.restarting:
            self._restart()
        for program in self.programs:
            self._heal(program)
        self.each_step()

    def _restart(self) -> None:
        self.restarting = False
        for program in self.programs:
            program.ask_to_end()
            program.end(STOP_PATIENCE)
            log.info("restarting", process=program.name)
        self.anew()

    def _heal(self, program: Program) -> None:
        code = program.died()
        if code is None and program.is_late():
            program.end(0.0)
            code = -signal.SIGKILL
        if code is not None:
            program.end(0.0)
            wait = program.wait_after(code)
            if code or not program.turns:
                log.warning("died", process=program.name, exit_code=code, wait_s=wait)
            self._note_groups()
        if program.process is None and program.backoff.is_due():
            program.start(let_go=self.running.let_go)
            self._note_groups()

    def _note_groups(self) -> None:
        self.running.write(self.address, {p.name: p.process.pid for p in self.programs if p.process})

    def _heal_database(self, cluster: Cluster) -> None:
        if not self.database.is_due():
            return
        if cluster.runs():
            self.database.due = time.monotonic() + DATABASE_STEP
            return
        wait = self.database.failed()
        log.warning("died", process="postgres", wait_s=wait)
        try:
            self.database.begun()
            cluster.adopt_or_start()
        except Trouble:
            log.error("not_started", process="postgres", wait_s=wait)
