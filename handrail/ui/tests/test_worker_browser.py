"""Without signal help still opens, and nobody's other pages were ever kept."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from handrail.ui.tests.web import Answer, Asked, Web

pytestmark = pytest.mark.browser

NOW = "<!--now--><p>You asked for someone</p><!--/now-->"
PAGE = (
    f'{{% extends "ui/layouts/person.html" %}}{{% block main %}}<h1>{{{{ words }}}}</h1>{NOW}{{% endblock %}}'
)
SCRIPTS = ["leave", "offline", "outbox", "store", "delivery", "enhance"]
FILES = ["/static/ui/person.css", "/static/ui/timed.css", *(f"/static/ui/js/{name}.js" for name in SCRIPTS)]
KEPT = """async () => { const found = {}; for (const name of await caches.keys())
  found[name] = (await (await caches.open(name)).keys()).map((asked) => new URL(asked.url).pathname).sort();
  return found; }"""


def until(page: Page, condition: str) -> None:
    """Waits for a condition; the strict policy forbids the browser's own way of waiting for one."""
    for _ in range(400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"It never became true: {condition}")


def personal(words: str, asked: Asked, web: Web) -> Answer:
    if "session=maya" not in asked.headers.get("Cookie", ""):
        return Answer("", 302, headers={"Location": "/sign-in/"})
    web.page("rendered", PAGE, words=words, outbox_owner="maya")
    return web.pages["rendered"](asked)


@pytest.fixture
def phone(web: Web, page: Page) -> Page:
    worker = render_to_string(
        "ui/sw.js",
        {
            "files": FILES,
            "pages": ["/help/", "/me/"],
            "lost": {},
            "version": "1",
            "note": "You have a note.",
            "opens": "/me/",
        },
    )
    web.pages["/sw.js"] = lambda _asked: Answer(worker, kind="text/javascript")
    web.page("/help/", PAGE, words="Call 988")
    web.page("/sign-in/", "<title>Sign in</title>")
    web.pages["/me/"] = lambda asked: personal("Good evening, Maya", asked, web)
    web.pages["/me/notes/"] = lambda asked: personal("A private page", asked, web)
    page.context.add_cookies([{"name": "session", "value": "maya", "url": web.address}])
    page.goto("/me/")
    expect(page.get_by_text("You asked for someone")).to_be_visible()
    until(page, "Boolean(navigator.serviceWorker.controller)")
    until(page, "caches.open('own-1').then((own) => own.match('/me/')).then(Boolean)")
    return page


def test_help_opens_without_signal(web: Web, phone: Page) -> None:
    web.down = True
    phone.goto("/help/")
    expect(phone.get_by_role("heading", name="Call 988")).to_be_visible()
    expect(phone.locator("[data-offline]")).to_be_visible()


def test_todays_page_opens_without_signal_with_an_address_that_carries_an_answer(
    web: Web, phone: Page
) -> None:
    web.down = True
    phone.goto("/me/?mood=3")
    expect(phone.get_by_role("heading", name="Good evening, Maya")).to_be_visible()
    expect(
        phone.get_by_text("You asked for someone"), "what holds right now is in no kept copy"
    ).to_have_count(0)


def test_another_page_without_signal_gives_help(web: Web, phone: Page) -> None:
    phone.goto("/me/notes/")
    expect(phone.get_by_role("heading", name="A private page")).to_be_visible()
    web.down = True
    phone.goto("/me/notes/")
    expect(phone.get_by_role("heading", name="Call 988")).to_be_visible()


def test_only_the_listed_pages_are_kept_and_the_shared_ones_hold_nothing_personal(phone: Page) -> None:
    phone.goto("/me/notes/")
    kept = phone.evaluate(KEPT)
    assert kept == {"shared-1": sorted([*FILES, "/help/"]), "own-1": ["/help/", "/me/"]}


def test_leaving_takes_the_personal_copies_and_leaves_help(web: Web, phone: Page) -> None:
    phone.evaluate("navigator.serviceWorker.controller.postMessage({say: 'forget'})")
    until(phone, "caches.keys().then((names) => !names.some((name) => name.startsWith('own-')))")
    web.down = True
    phone.goto("/me/")
    expect(phone.get_by_role("heading", name="Call 988")).to_be_visible()


def test_a_new_version_takes_the_place_of_the_old(web: Web, phone: Page) -> None:
    worker = render_to_string(
        "ui/sw.js", {"files": FILES[:1], "pages": ["/help/"], "lost": {}, "version": "2"}
    )
    web.pages["/sw.js"] = lambda _asked: Answer(worker, kind="text/javascript")
    phone.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    until(phone, "caches.keys().then((names) => names.sort().join() === 'own-2,shared-2')")


def test_a_note_shows_its_words_alone_and_a_newer_one_takes_its_place(web: Web, phone: Page) -> None:
    phone.context.grant_permissions(["notifications"], origin=web.address)
    browser, known = phone.context.new_cdp_session(phone), list[str]()
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    until(phone, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.active))")
    shown = "navigator.serviceWorker.getRegistration().then((one) => one.getNotifications()).then((all) => all.map((one) => one.title + one.body).join())"
    for words, expected in (("Tomorrow at 10:00 am.", "Tomorrow at 10:00 am."), ("", "You have a note.")):
        told = {"origin": web.address, "registrationId": known[0], "data": words}
        browser.send("ServiceWorker.deliverPushMessage", told)
        until(phone, f"{shown}.then((all) => all === {expected!r})")
