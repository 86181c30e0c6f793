"""A check-in is kept on the phone until the server has it, and arrives exactly once."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handrail.ui.tests.web import Answer, Asked, Web

pytestmark = pytest.mark.browser

CHECK_IN = """{% extends "ui/layouts/person.html" %}{% block main %}
<form method="post" action="/me/check-in/" data-outbox><input type="hidden" name="csrfmiddlewaretoken" value="old">
<input type="hidden" name="key" value="from-the-server"><h1>Any urges?</h1><input name="note" aria-label="Note">
<button name="craving" value="3">Strong</button><button name="craving" value="4" data-help>The most ever</button>
<template data-outbox-help><h1>Call somebody</h1></template><template data-outbox-after><h1>Thank you for telling us.</h1></template></form>{% endblock %}"""


def took(asked: Asked) -> Answer:
    return say({"key": asked.form["key"][0], "next": "/me/done/"}, 201)


def say(words: dict[str, str], status: int = 200) -> Answer:
    return Answer(json.dumps(words), status, "application/json")


@pytest.fixture
def phone(web: Web, page: Page) -> Page:
    web.page("/me/check-in/", CHECK_IN, outbox_owner="maya")
    shown = web.pages["/me/check-in/"]
    web.pages["/me/check-in/"] = lambda asked: (
        shown(asked) if asked.method == "GET" else web.pages["answer"](asked)
    )
    web.pages["answer"] = took
    web.page("/me/done/", "<title>Done</title><h1>Done</h1>")
    page.goto("/me/check-in/")
    return page


def status(page: Page, words: str) -> None:
    expect(page.locator("[data-outbox-words]")).to_contain_text(words)


def waiting(page: Page) -> int:
    return page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("kept", 1); asked.onsuccess = () => {
        const all = asked.result.transaction("items").objectStore("items").getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result.length); }; }; })"""
    )


def test_with_signal_it_arrives_at_once_and_the_page_goes_on(web: Web, phone: Page) -> None:
    phone.get_by_role("button", name="Strong").click()
    expect(phone).to_have_url(f"{web.address}/me/done/")
    [post] = web.posts("/me/check-in/")
    assert post.form["craving"] == ["3"]
    assert re.fullmatch(r"[0-9a-f-]{36}", post.form["key"][0])
    assert post.form["made_at"][0].endswith("Z")
    assert "csrfmiddlewaretoken" not in post.form
    assert post.headers["X-CSRFToken"] == "c" * 32
    assert post.headers["X-Outbox-Owner"] == "maya"
    assert post.headers["Origin"] == web.address


def test_without_signal_it_is_kept_and_later_sent_exactly_once(web: Web, phone: Page) -> None:
    web.down = True
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    expect(phone.get_by_role("heading", name="Thank you for telling us.")).to_be_visible()
    assert waiting(phone) == 1
    web.down = False
    phone.evaluate("dispatchEvent(new Event('online')); dispatchEvent(new Event('online'))")
    status(phone, "Sent.")
    assert len(web.posts("/me/check-in/")) == 1
    assert waiting(phone) == 0


def test_an_answer_that_cannot_wait_brings_help_before_anything_is_sent(web: Web, phone: Page) -> None:
    web.down = True
    phone.get_by_role("button", name="The most ever").click()
    expect(phone.get_by_role("heading", name="Call somebody")).to_be_visible()
    status(phone, "Saved on this phone.")
    expect(phone.get_by_role("heading", name="Call somebody")).to_be_visible()
    web.down = False
    phone.evaluate("dispatchEvent(new Event('online'))")
    status(phone, "Sent.")
    assert [post.form["craving"] for post in web.posts("/me/check-in/")] == [["4"]]


def test_it_survives_closing_the_app(web: Web, phone: Page, context: BrowserContext) -> None:
    web.down = True
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    phone.close()
    web.down = False
    again = context.new_page()
    again.goto("/me/check-in/")
    status(again, "Sent.")
    assert len(web.posts("/me/check-in/")) == 1


def test_two_tabs_do_not_send_it_twice(web: Web, phone: Page, context: BrowserContext) -> None:
    web.down = True
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    other = context.new_page()
    web.down = False
    other.goto("/me/check-in/")
    phone.evaluate("dispatchEvent(new Event('online'))")
    status(phone, "Sent.")  # whichever of the two had its turn first
    assert len(web.posts("/me/check-in/")) == 1
    assert waiting(other) == 0


def test_a_tab_does_not_go_on_saying_saved_when_another_has_sent_it(
    web: Web, phone: Page, context: BrowserContext
) -> None:
    web.down = True
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    web.down = False
    other = context.new_page()
    other.goto("/me/check-in/")
    status(other, "Sent.")
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    status(phone, "Sent.")
    assert len(web.posts("/me/check-in/")) == 1


def test_an_answer_lost_on_the_way_back_is_asked_again_with_the_same_key(web: Web, phone: Page) -> None:
    def deaf(_asked: Asked) -> Answer:
        return Answer("", 502)

    web.pages["answer"] = deaf
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    web.pages["answer"] = took
    phone.evaluate("dispatchEvent(new Event('online'))")
    status(phone, "Sent.")
    keys = {post.form["key"][0] for post in web.posts("/me/check-in/")}
    assert len(web.posts("/me/check-in/")) == 2
    assert len(keys) == 1


def test_a_hotels_sign_in_page_is_not_taken_for_the_server(web: Web, phone: Page) -> None:
    web.pages["answer"] = lambda _asked: Answer("<h1>Welcome to the hotel</h1>")
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    assert waiting(phone) == 1


def test_an_ended_session_keeps_it_and_says_what_to_do(web: Web, phone: Page) -> None:
    web.pages["answer"] = lambda _asked: Answer("", 302, headers={"Location": "/sign-in/"})
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Sign in to send it.")
    assert waiting(phone) == 1


def test_what_the_server_refuses_is_kept_and_said_why_and_can_be_put_right(web: Web, phone: Page) -> None:
    def refuse(asked: Asked) -> Answer:
        return say({"key": asked.form["key"][0], "message": "The note is too long."}, 422)

    web.pages["answer"] = refuse
    phone.get_by_label("Note").fill("long")
    phone.get_by_role("button", name="Strong").click()
    status(phone, "The note is too long.")
    assert phone.get_by_label("Note").input_value() == "long"
    assert waiting(phone) == 1
    web.pages["answer"] = took
    phone.get_by_label("Note").fill("short")
    phone.get_by_role("button", name="Strong").click()
    expect(phone).to_have_url(f"{web.address}/me/done/")
    first, second = web.posts("/me/check-in/")
    assert first.form["key"] == second.form["key"]
    assert second.form["note"] == ["short"]


def test_a_refused_one_is_not_sent_again_by_itself_and_can_be_removed(web: Web, phone: Page) -> None:
    web.pages["answer"] = lambda asked: say({"key": asked.form["key"][0], "message": "Too old."}, 409)
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Too old.")
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.get_by_role("button", name="Remove it from this phone").click()
    expect(phone.locator("[data-outbox-status]")).to_be_hidden()
    assert waiting(phone) == 0
    assert len(web.posts("/me/check-in/")) == 1


def test_what_one_person_kept_is_never_sent_as_another(
    web: Web, phone: Page, context: BrowserContext
) -> None:
    web.down = True
    phone.get_by_role("button", name="Strong").click()
    status(phone, "Saved on this phone.")
    web.down = False
    web.page("/me/", '{% extends "ui/layouts/person.html" %}', outbox_owner="rosa")
    other = context.new_page()
    other.goto("/me/")
    other.wait_for_load_state("networkidle")
    assert web.posts("/me/check-in/") == []
    expect(other.locator("[data-outbox-status]")).to_be_hidden()
    assert waiting(other) == 1


def test_a_double_tap_is_one_check_in(web: Web, phone: Page) -> None:
    phone.get_by_role("button", name="Strong").dblclick()
    expect(phone).to_have_url(f"{web.address}/me/done/")
    assert len(web.posts("/me/check-in/")) == 1


def test_without_script_the_form_is_an_ordinary_form(web: Web, phone: Page, browser: object) -> None:
    plain = browser.new_context(base_url=web.address, java_script_enabled=False).new_page()  # type: ignore[attr-defined]
    web.pages["answer"] = lambda _asked: Answer("", 303, headers={"Location": "/me/done/"})
    plain.goto("/me/check-in/")
    plain.get_by_role("button", name="Strong").click()
    expect(plain).to_have_url(f"{web.address}/me/done/")
    [post] = web.posts("/me/check-in/")
    assert post.form["key"] == ["from-the-server"]
    assert post.headers["Origin"] == web.address
