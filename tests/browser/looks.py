"""What everybody must be able to use: nothing that axe finds, nothing that scrolls sideways, however it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW, WIDE = 390, 1440
#: Colors go over to the other theme in a moment; what axe reads in between is neither.
# What moves has come to rest, or two seconds went by: a page that is not in front may never draw, and never say so.
SETTLED = """() => Promise.race([
  new Promise(requestAnimationFrame)
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished))),
  new Promise((done) => setTimeout(done, 2000))])"""


def looks(page: Page, widths: tuple[int, ...] = (NARROW, WIDE)) -> Iterator[tuple[int, str]]:
    """The page as it is, light and dark, at each width one after the other: drawn once, for that is the same page."""
    for width in widths:
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.evaluate(SETTLED)
            yield width, theme


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds, and where."""
    # What it did not find it need not describe.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def fits(page: Page) -> bool:
    """Whether nothing scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def is_usable(page: Page, widths: tuple[int, ...] = (NARROW, WIDE)) -> None:
    """In each look no violation, and nothing that scrolls sideways."""
    for look in looks(page, widths):
        assert violations(page) == [], (page.url, look)
        assert fits(page), (page.url, look)
