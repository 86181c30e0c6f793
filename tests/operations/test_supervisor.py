"""Whatever dies is started again; whatever is told to stop, stops; nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handrail.operations.processes import group_runs, identity
from handrail.operations.running import Running
from handrail.operations.supervisor import Backoff
from tests.waiting import until_true

# Runs the programs given as Python sources, each noting its number in starts/<name> when it starts; those whose name
# begins with "fork" as forks of the supervisor, the others as commands; those with "turn" in it come and go.
SMALL_INSTALLATION = """
import sys
from functools import partial
from pathlib import Path
from handrail.operations import logs
from handrail.operations.running import Running
from handrail.operations.supervisor import Program, Supervisor
from handrail.operations.turns import Turns

data, programs = Path(sys.argv[1]), dict(zip(sys.argv[2::2], sys.argv[3::2]))
note = "import os, time, signal, subprocess, sys; open({!r}, 'a').write(f'{{os.getpid()}}\\\\n'); "
logs.configure((data / "log").open("a", buffering=1))
running = Running(data)
if not running.claim():
    sys.exit(3)
running.end_leftovers()
sources = {n: note.format(str(data / n)) + s for n, s in programs.items()}
turns = {n: Turns(0.2, 0.2, 1 if "hangs" in n else 600) if "turn" in n else None for n in sources}
runs = {n: partial(exec, s, {}) if n.startswith("fork") else [sys.executable, "-c", s] for n, s in sources.items()}
Supervisor(
    [Program(n, runs[n], turns=turns[n]) for n in sources],
    running=running, address="http://localhost:1/",
).run()
"""
LASTING = "time.sleep(600)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
DYING = "sys.exit(7)"
DONE = "pass"
WITH_CHILD = "subprocess.Popen(['sleep', '600']); time.sleep(600)"


class Small:
    """A supervisor of small programs in a process of its own."""

    def __init__(self, data: Path, programs: dict[str, str]) -> None:
        self.data = data
        words = [word for pair in programs.items() for word in pair]
        self.process = subprocess.Popen([sys.executable, "-c", SMALL_INSTALLATION, str(data), *words])

    def starts(self, name: str) -> list[int]:
        path = self.data / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def started(self, name: str, times: int) -> int:
        until_true(lambda: len(self.starts(name)) >= times)
        return self.starts(name)[-1]

    def stop(self) -> float:
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        return time.monotonic() - began


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[..., Small]]:
    made: list[Small] = []

    def make(**programs: str) -> Small:
        made.append(Small(tmp_path, programs))
        return made[-1]

    yield make
    for one in made:
        if one.process.poll() is None:
            one.stop()
    Running(tmp_path).end_leftovers()


def test_a_killed_program_is_started_again_and_the_others_are_left_alone(small: Callable[..., Small]) -> None:
    running = small(web=LASTING, worker=LASTING)
    first, other = running.started("web", 1), running.started("worker", 1)
    os.kill(first, signal.SIGKILL)
    assert running.started("web", 2) != first
    assert running.starts("worker") == [other]


def test_what_a_killed_web_server_leaves_behind_is_ended_before_the_next_start(
    small: Callable[..., Small],
) -> None:
    running = small(web=WITH_CHILD)
    first = running.started("web", 1)
    time.sleep(0.3)
    os.kill(first, signal.SIGKILL)
    running.started("web", 2)
    until_true(lambda: not group_runs(first))


def test_a_program_that_always_dies_is_not_started_in_a_tight_loop(small: Callable[..., Small]) -> None:
    began = time.monotonic()
    running = small(web=DYING)
    running.started("web", 3)
    # After the second start there is a second between two of them, and more with each.
    assert len(running.starts("web")) <= 2 + (time.monotonic() - began)


def test_the_wait_doubles_up_to_half_a_minute_and_starts_over_once_it_ran_well() -> None:
    backoff = Backoff(started=time.monotonic())
    assert [backoff.failed() for _ in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]
    backoff.started = time.monotonic() - 60
    assert backoff.failed() == 0


def test_a_stop_ends_everything_even_what_does_not_want_to(
    small: Callable[..., Small], record_property: Callable[[str, object], None]
) -> None:
    running = small(web=WITH_CHILD, worker=STUBBORN)
    groups = [running.started("web", 1), running.started("worker", 1)]
    time.sleep(0.3)
    record_property("stop_seconds", round(running.stop(), 2))
    assert running.process.returncode == 0
    assert not any(group_runs(group) for group in groups)
    assert Running(running.data).read() == {}


def test_a_hang_up_starts_web_and_worker_anew(small: Callable[..., Small]) -> None:
    running = small(web=LASTING, worker=LASTING)
    running.started("web", 1)
    running.started("worker", 1)
    running.process.send_signal(signal.SIGHUP)
    running.started("web", 2)
    running.started("worker", 2)


def test_when_the_supervisor_itself_is_killed_the_next_start_finds_a_clean_house(
    small: Callable[..., Small],
) -> None:
    killed = small(web=LASTING, worker=STUBBORN)
    left = [killed.started("web", 1), killed.started("worker", 1)]
    until_true(lambda: len(Running(killed.data).read().get("groups", {})) == 2)
    killed.process.kill()
    killed.process.wait(20)
    following = small(web=LASTING)
    following.started("web", 2)
    assert not any(identity(pid) for pid in left)


def test_a_fork_is_started_again_when_it_is_killed_and_when_it_ends_by_itself(
    small: Callable[..., Small],
) -> None:
    running = small(fork=LASTING, fork_that_dies=DYING, web=LASTING)
    first, other = running.started("fork", 1), running.started("web", 1)
    os.kill(first, signal.SIGKILL)
    assert running.started("fork", 2) != first
    assert running.starts("web") == [other]
    running.started("fork_that_dies", 2)
    assert 'exit_code": 7' in (running.data / "log").read_text()


def test_what_does_its_work_and_ends_comes_again_and_one_that_hangs_is_ended(
    small: Callable[..., Small],
) -> None:
    running = small(turn=DONE, fork_turn=DONE, fork_turn_fails=DYING, fork_turn_hangs=STUBBORN, web=LASTING)
    for name in ("turn", "fork_turn", "fork_turn_fails", "fork_turn_hangs"):
        running.started(name, 2)
    running.stop()
    lines = [json.loads(line) for line in (running.data / "log").read_text().splitlines()]
    died = {(one["process"], one["exit_code"]) for one in lines if one["event"] == "died"}
    assert died == {("fork_turn_fails", 7), ("fork_turn_hangs", -signal.SIGKILL)}
    assert len(running.starts("web")) == 1
    assert not any(group_runs(group) for group in running.starts("fork_turn_hangs"))


def test_forks_end_with_their_supervisor_and_keep_nothing_of_its_lock(small: Callable[..., Small]) -> None:
    killed = small(fork=LASTING, fork_that_stays=STUBBORN)
    first, stubborn = killed.started("fork", 1), killed.started("fork_that_stays", 1)
    until_true(lambda: len(Running(killed.data).read().get("groups", {})) == 2)
    killed.process.kill()
    killed.process.wait(20)
    until_true(lambda: identity(first) is None)
    assert identity(stubborn)
    following = small(fork=LASTING)
    following.started("fork", 2)
    assert identity(stubborn) is None
    following.stop()
    assert following.process.returncode == 0


def test_a_second_start_on_the_same_data_steps_back(small: Callable[..., Small]) -> None:
    first = small(web=LASTING)
    first.started("web", 1)
    second = small(web=LASTING)
    assert second.process.wait(20) == 3
    assert len(first.starts("web")) == 1


def test_a_number_that_another_program_has_by_now_is_left_alone(tmp_path: Path) -> None:
    bystander = subprocess.Popen(["sleep", "600"], start_new_session=True)
    running = Running(tmp_path)
    running.write("http://localhost:1/", {"web": bystander.pid})
    noted = running.path.read_text().replace(str(identity(bystander.pid)), "another-one")
    running.path.write_text(noted)
    assert running.end_leftovers() == []
    assert identity(bystander.pid)
    bystander.kill()
    bystander.wait(20)


def test_a_record_cut_short_is_no_record(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.path.write_text('{"pid": 12, "addr')
    assert running.read() == {}
    assert running.supervisor() is None
    assert running.end_leftovers() == []
