"""Web and worker as an installation runs them, on the database of the test process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.ports import free_port

WORKER = ["django", "run_worker"]
#: What their connections are called at the server.
NAME = "served"
#: How long, in seconds, the web process may take until it answers.
PATIENCE = 60


class Served:
    """Two processes with a folder of their own; `url` is where the pages are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start both, and wait until a page is answered."""
        # Another process may take the port between our asking and the start: then it is another one's turn.
        for _try in range(3):
            port = free_port()
            self.url = f"http://localhost:{port}"
            web = self._run("granian", "--interface", "asgi", "handrail.config.asgi:application",
                            "--port", str(port), "--workers-kill-timeout", "1")  # fmt: skip
            if self._answers(web):
                self._run(*WORKER)
                return
        pytest.fail(self.last_words())

    def _run(self, *module: str) -> subprocess.Popen[bytes]:
        with (self.folder / "processes.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *module], env=_environment(self.folder), stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.running.append(process)
        return process

    def _answers(self, web: subprocess.Popen[bytes]) -> bool:
        until = time.monotonic() + PATIENCE
        while web.poll() is None and time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)  # noqa: S310 - our own server on this machine
            except OSError:
                time.sleep(0.1)
            else:
                return True
        return False

    def require_running(self) -> None:
        """Fail with what they said last, when one of the two has ended."""
        if any(process.poll() is not None for process in self.running[-2:]):
            pytest.fail(self.last_words())

    def last_words(self) -> str:
        return (self.folder / "processes.log").read_text(errors="replace")[-3000:]

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(30)
        with connection.cursor() as cursor:
            # The server may not have noticed yet: as long as they are there, this database cannot be dropped.
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = %s",
                [NAME],
            )


def _environment(folder: Path) -> dict[str, str]:
    known = connection.settings_dict
    url = f"postgresql:///{known['NAME']}?host={quote(known['HOST'], safe='')}&user={known['USER']}"
    return os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "handrail.config.settings", "HANDRAIL_TESTING": "yes",
        "HANDRAIL_DATA": str(folder), "HANDRAIL_SECRET_KEY": settings.SECRET_KEY,
        "PGAPPNAME": NAME,
    }  # fmt: skip
