"""A whole installation for a browser: PostgreSQL, web, worker, and the cast; and a real Chromium."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from handrail.foundation.people.models import Person
from tests.cast import Cast, build_cast

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Installation:
    """A running installation with the cast in it."""

    url: str
    cast: Cast
    chromium: Browser

    def as_(self, person: Person, **more: object) -> BrowserContext:
        """A browser in which `person` is signed in."""
        context = self.chromium.new_context(**more)
        cookies = self.cast.browser(person).cookies
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookies["session"].value, "url": self.url}]
        )
        return context


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def installation(transactional_db: None, chromium: Browser, tmp_path: Path) -> Iterator[Installation]:
    # Playwright runs a loop of its own in this thread; Django would refuse to talk to the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    cast, port = build_cast(timezone.now()), _free_port()
    python = [sys.executable, "-m"]
    web = ["granian", "--interface", "asgi", "handrail.config.asgi:application", "--port", str(port)]
    commands = [[*python, *web, "--workers-kill-timeout", "1"], [*python, "django", "run_worker"]]
    log = (tmp_path / "processes.log").open("w")
    running = [
        subprocess.Popen(c, env=_environment(tmp_path), stdout=log, stderr=log, start_new_session=True)
        for c in commands
    ]
    try:
        _wait_for(f"http://localhost:{port}/healthz", tmp_path)
        yield Installation(f"http://localhost:{port}", cast, chromium)
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def _environment(folder: Path) -> dict[str, str]:
    known = connection.settings_dict
    url = f"postgresql:///{known['NAME']}?host={quote(known['HOST'], safe='')}&user={known['USER']}"
    return os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "handrail.config.settings", "HANDRAIL_TESTING": "yes",
        "HANDRAIL_DATA": str(folder), "HANDRAIL_SECRET_KEY": settings.SECRET_KEY,
    }  # fmt: skip


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(url: str, folder: Path) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=1)  # noqa: S310 - our own server on this machine
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail((folder / "processes.log").read_text()[-3000:])
