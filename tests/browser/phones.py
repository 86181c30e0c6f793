"""A phone in a browser test: its size, and waiting for what it keeps. Every wait here ends."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
RUNS = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found && found.active))"
KEPT = (
    "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
    ".then((cache) => cache.match('{0}', {{ignoreVary: true}}))))).then((found) => found.some(Boolean))"
)


def until(page: Page, condition: str, missing: str) -> None:
    """Wait until a condition holds. The strict policy forbids the browser's own way of waiting for one.

    `navigator.serviceWorker.ready` is never waited for: when the worker could not install, it never answers.
    """
    if not any(_soon(page, condition)):
        raise AssertionError(missing)


def _soon(page: Page, condition: str, tries: int = 300) -> Iterator[bool]:
    for _try in range(tries):
        yield bool(page.evaluate(condition))
        page.wait_for_timeout(100)


def until_kept(page: Page, path: str) -> None:
    """Wait until the phone has its own copy of a page."""
    until(page, KEPT.format(path), f"{path} was not kept on the phone.")


def until_worker(page: Page) -> None:
    """Wait until the phone's offline worker runs; whatever was lost while it installed is fetched with the next page."""
    for _visit in range(3):
        if any(_soon(page, RUNS, tries=100)):
            return
        page.reload()
    raise AssertionError("The offline worker did not come to run.")
