"""A whole installation for a browser: PostgreSQL, web, worker, and the cast; and a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from handrail.foundation.people.models import Person
from tests.browser.served import Served
from tests.cast import Cast, build_cast
from tests.emptying import empty_all_tables

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


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright runs a loop of its own in this thread; Django would refuse to talk to the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
        # Beside a loop Django keeps connections of their own, which nobody finds once it is gone.
        connections.close_all()


@pytest.fixture(scope="package")
def served(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Web and worker on the database of this process: started once, since that takes longer than most tests here."""
    running = Served(tmp_path_factory.mktemp("served"))
    try:
        running.start()
        yield running
    finally:
        with django_db_blocker.unblock():
            running.stop()
            # What the worker wrote after the last test.
            empty_all_tables()


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written is seen by web and worker, and gone after the test while they go on."""
    with django_db_blocker.unblock():
        yield
        empty_all_tables()


@pytest.fixture
def installation(transactional_db: None, served: Served, chromium: Browser) -> Iterator[Installation]:
    """That installation with the cast in it; afterwards every page of the browser is closed."""
    served.require_running()
    yield Installation(served.url, build_cast(timezone.now()), chromium)
    for context in chromium.contexts:
        context.close()
