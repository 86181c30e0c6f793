"""One real installation, from an empty folder: started, wounded, healed, stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handrail.operations import server
from handrail.operations.places import PROJECT
from handrail.operations.running import Running
from handrail.operations.starting import TURNS


class Site:
    """`handrail up` on a folder and a port of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.running = Running(data)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "handrail", *arguments, "--data", str(self.data)]

    def start(self) -> None:
        ours = {k: v for k, v in os.environ.items() if not k.startswith("HANDRAIL_") and k != "DATABASE_URL"}
        self.said = (self.data / "said").open("w")
        up = self.command("up", "--port", str(self.port))
        self.process = subprocess.Popen(up, env=ours, cwd=PROJECT, stdout=self.said, stderr=self.said)
        self.until_ready()

    def until_ready(self) -> None:
        until = time.monotonic() + 180
        while not self.ready():
            assert self.process.poll() is None, (self.data / "said").read_text()
            assert time.monotonic() < until, (self.data / "said").read_text()
            time.sleep(0.1)

    def ready(self) -> bool:
        # What a supervisor that was killed left behind answers for a moment more.
        told = self.running.read()
        if told.get("pid") != self.process.pid or "web" not in told["groups"]:
            return False
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return bool(json.load(answer)["worker"] == "ok")
        except (urllib.error.URLError, OSError):
            return False

    def until_anew(self) -> None:
        """Everything was started again, in a supervisor of the same number."""
        before = self.running.read()["groups"]
        until = time.monotonic() + 60
        while not self.ready() or set(self._numbers()) & {one["group"] for one in before.values()}:
            assert time.monotonic() < until, (self.data / "said").read_text()
            time.sleep(0.1)
        # What does its work and ends may be there or not.
        assert set(self.running.read()["groups"]) ^ set(before) <= set(TURNS)

    def _numbers(self) -> list[int]:
        return [one["group"] for one in self.running.read().get("groups", {}).values()]

    def group(self, name: str) -> int:
        return int(self.running.read()["groups"][name]["group"])

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        self.until_ready()


@pytest.fixture
def site(folder: Path, unused_port: int) -> Iterator[Site]:
    site = Site(folder, unused_port)
    site.start()
    yield site
    if site.process.poll() is None:
        site.process.terminate()
        site.process.wait(20)
    site.said.close()


@pytest.mark.slow
def test_it_serves_heals_from_every_kill_and_stops_cleanly(
    site: Site, record_property: Callable[[str, object], None]
) -> None:
    second = subprocess.run(site.command("up"), cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert (second.returncode, second.stderr) == (0, "")
    assert f"already running at http://localhost:{site.port}/" in second.stdout

    web = site.group("web")
    site.kill(web)
    assert site.group("web") != web

    worker = site.group("worker")
    site.kill(worker)
    assert site.group("worker") != worker

    postgres = server.recorded_pid(site.data / "postgres")
    assert postgres
    site.process.send_signal(signal.SIGHUP)
    site.until_anew()
    assert server.recorded_pid(site.data / "postgres") == postgres
    site.kill(postgres)

    supervisor = site.process
    supervisor.kill()
    supervisor.wait(30)
    adopted = server.recorded_pid(site.data / "postgres")
    site.start()
    assert server.recorded_pid(site.data / "postgres") == adopted

    began = time.monotonic()
    stopped = subprocess.run(site.command("stop"), cwd=PROJECT, capture_output=True, text=True, timeout=120)
    record_property("stop_seconds", round(time.monotonic() - began, 2))
    assert stopped.stdout == "Stopped.\n"
    assert site.process.wait(30) == 0
    assert not (site.data / "postgres" / "postmaster.pid").exists()
