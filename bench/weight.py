"""Bytes a real browser is sent for a first visit: every response of the page, as encoded on the way, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from bench import data
from bench.browser import CHROMIUM, FLAGS
from bench.inside import inside
from bench.served import Served, served
from bench.table import Row

KB = 1000
#: Page, what it may weigh, and whose window it opens in.
PERSONS = {
    "person's Today": "/me/",
    "check-in": "/me/check-ins/new/",
    "help": "/help/",
    "sign-in": "/sign-in/",
}
FOR_PERSON, FOR_TEAM = 60 * KB, 120 * KB
QUIET = 1500


def rows() -> Iterator[Row]:
    with data.copy_of(data.small()) as copy, served(copy) as running, sync_playwright() as play:
        with inside(copy) as call:
            worker = call("bench.signed_in.counselors", 1)[0]
            person = call("bench.signed_in.in_care_of", worker.person)[0]
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for what, path in PERSONS.items():
            session = "" if path == "/sign-in/" else person.session
            yield _row(what, _weigh(chromium, running, path, session, wide=False), FOR_PERSON)
        for what, path in {
            "team's Today": "/team/",
            "team's person": f"/team/people/{person.person}/",
        }.items():
            yield _row(what, _weigh(chromium, running, path, worker.session, wide=True), FOR_TEAM)
        chromium.close()


def _row(what: str, sizes: dict[str, int], at_most: int) -> Row:
    whole = sum(sizes.values())
    kinds = ", ".join(f"{kind.lower()} {size / KB:.1f}" for kind, size in sorted(sizes.items()))
    return Row(
        f"first visit of {what}",
        f"{whole / KB:.1f} KB: {kinds}",
        f"at most {at_most / KB:g} KB",
        f"{whole / at_most:.2f} x",
        whole <= at_most,
    )


def _weigh(chromium: Browser, running: Served, path: str, session: str, *, wide: bool) -> dict[str, int]:
    """Bytes by kind of response, headers included."""
    size = {"width": 1440, "height": 900} if wide else {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, service_workers="block")
    if session:
        context.add_cookies([{"name": "session", "value": session, "url": running.url}])
    page = context.new_page()
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire = context.new_cdp_session(page)
    wire.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))

    def note(told: dict[str, float]) -> None:
        kind = kinds.get(str(told["requestId"]), "Other")
        sizes[kind] = sizes.get(kind, 0) + int(told["encodedDataLength"])

    wire.on("Network.loadingFinished", note)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(f"{running.url}{path}", wait_until="load")
    page.wait_for_timeout(QUIET)
    context.close()
    return sizes
