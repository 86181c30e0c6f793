"""A real installation, as `handrail up` runs it, on a data folder and a free port."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.data import surroundings
from handrail.operations.cluster import Cluster
from handrail.operations.places import PROJECT
from handrail.operations.server import recorded_pid

START_PATIENCE, STOP_PATIENCE = 120.0, 30.0


@dataclass
class Served:
    """What runs. `process` is the supervisor."""

    data: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def groups(self) -> dict[str, int]:
        """The first process of web, worker and postgres."""
        noted = json.loads((self.data / "running.json").read_text())["groups"]
        found = {name: int(one["group"]) for name, one in noted.items()}
        return found | {"postgres": recorded_pid(Cluster(self.data).files) or 0}

    def get(self, path: str, session: str = "") -> tuple[int, bytes, float]:
        """Status, body and seconds until the last byte of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": f"localhost:{self.port}", "Cookie": f"session={session}"}
        began = time.perf_counter()
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), time.perf_counter() - began
        finally:
            connection.close()

    def first_byte(self, path: str, session: str) -> tuple[int, float]:
        """Status, and seconds until the answer began."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        began = time.perf_counter()
        try:
            connection.request(
                "GET", path, headers={"Host": f"localhost:{self.port}", "Cookie": f"session={session}"}
            )
            answer = connection.getresponse()
            return answer.status, time.perf_counter() - began
        finally:
            connection.close()

    def ready(self) -> bool:
        """Whether /readyz says that people can be served."""
        try:
            return self.get("/readyz")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def wait_until_ready(self, patience: float = START_PATIENCE) -> float:
        """The seconds it took."""
        began = time.monotonic()
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() - began > patience:
                raise RuntimeError(f"The installation did not get ready: see {self.data / 'log'}.")
            time.sleep(0.05)
        return time.monotonic() - began

    def stop(self) -> float:
        """Ask it to stop as Ctrl-C does; the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(STOP_PATIENCE)
        return time.monotonic() - began


@contextmanager
def served(data: Path, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve `data` until the block ends; `more` stands in its environment."""
    port = _free_port()
    command = [sys.executable, "-m", "handrail", "up", "--data", str(data), "--port", str(port)]
    log = (data / "log" / "bench.log").open("w")
    process = subprocess.Popen(
        command, cwd=PROJECT, env=surroundings() | dict(more or {}), stdout=log, stderr=log
    )
    running = Served(data, port, process)
    try:
        running.wait_until_ready()
        yield running
    finally:
        log.close()
        if process.poll() is None:
            running.stop()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
