"""A browser goes to every page and writes down what it asks for: nothing comes from, or goes to, anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import BrowserContext, Error, Page

from tests.trust.routes import ROUTES
from tests.trust.world import living_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Who goes where; what ends a session is a form, and not gone to.
GOES = {
    "maya": {"client", "member"},
    "priya": {"staff"},
    "elin": {"staff"},
    "hana": {"partner"},
    "": {"open"},
}

FORMS = {"leave", "account_logout", "text_in"} | {
    route.name for route in ROUTES if route.pattern.endswith(("key/", "asked/"))
}


@dataclass
class Recorder:
    """What a browser asked for from elsewhere, and what its policy stopped."""

    ours: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def on(self, page: Page) -> Page:
        page.on("request", self._asked)
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _asked(self, request) -> None:
        if not request.url.startswith((self.ours, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)


@pytest.mark.parametrize("who", GOES)
def test_no_page_asks_anybody_else_for_anything(installation, who):
    with transaction.atomic():
        # The worker runs already: it sees this world whole or not at all.
        world = living_in(installation.cast)
    person = world.cast.people.get(who)
    context = installation.as_(person) if person else installation.chromium.new_context()
    recorder = Recorder(installation.url)
    page, seen = recorder.on(context.new_page()), 0
    addresses = [
        route.at(world.named(route))
        for route in ROUTES
        if route.door in GOES[who] and route.name not in FORMS
    ]
    for address in _drawn(world.cast.browser(person), addresses) if person else addresses:
        seen += _went(page, installation.url + address)
    _nothing_is_kept_about_anybody(context)
    assert seen > 1 and recorder.elsewhere == [] and recorder.complaints == []


def _drawn(client: Client, addresses: list[str]) -> Iterator[str]:
    """Those with a page of their own: not where one is only sent on, and one for each kind of refusal."""
    refused = set()
    for address in addresses:
        status = client.get(address).status_code
        if status == 200 or status >= 400 and status not in refused:
            yield address
        if status >= 400:
            refused.add(status)


def _went(page: Page, address: str) -> bool:
    try:
        answer = page.goto(address, wait_until="load")
    except Error as stays:
        # A file to keep draws no page.
        assert "Download is starting" in str(stays), address
        return False
    return answer is not None and answer.ok


def _nothing_is_kept_about_anybody(context: BrowserContext) -> None:
    """No cookie but our own three: the session, the form token, the look and language chosen."""
    assert {cookie["name"] for cookie in context.cookies()} <= {
        "session",
        "csrf",
        "look",
        "django_language",
        "device",
    }
