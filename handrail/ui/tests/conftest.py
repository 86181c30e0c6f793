"""A browser and a small web for the tests of scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from handrail.ui.tests.web import Web

CHROMIUM = next(
    (str(p) for p in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if p.exists()), None
)


# One browser a module, closed at its end: an open one leaves an event loop that database tests refuse.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def web() -> Iterator[Web]:
    served = Web()
    yield served
    served.close()


@pytest.fixture
def context(browser: Browser, web: Web) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=web.address, viewport={"width": 390, "height": 844})
    opened.add_cookies([{"name": "csrf", "value": "c" * 32, "url": web.address}])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script breaks or the policy is hurt."""
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on(
        "console",
        lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield opened
    assert broken == []
