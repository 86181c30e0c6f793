"""Leaving: blank first, gone second, nothing left behind."""

import pytest
from playwright.sync_api import Page, expect

from handrail.ui.tests.web import Answer, Web

pytestmark = pytest.mark.browser

APP = '{% extends "ui/layouts/person.html" %}{% block main %}<h1>Mine</h1><input aria-label="Note">{% endblock %}'


@pytest.fixture
def phone(web: Web, page: Page) -> Page:
    web.page("/me/", APP, leave_to=f"{web.address}/weather/", outbox_owner="maya")
    given = web.pages["/me/"]
    web.pages["/me/"] = lambda asked: Answer(
        given(asked).body.replace('data-leave-beacon=""', 'data-leave-beacon="/session/leave/"')
    )
    web.pages["/session/leave/"] = lambda _asked: Answer("", 204)
    web.page("/weather/", "<title>Weather</title><h1>Rain</h1>")
    page.goto("/me/")
    return page


def test_the_button_ends_the_session_and_goes(web: Web, phone: Page) -> None:
    phone.get_by_role("link", name="Leave this page now").click()
    expect(phone).to_have_url(f"{web.address}/weather/")
    assert len(web.posts("/session/leave/")) == 1
    assert phone.evaluate("localStorage.getItem('left')") == "yes"


def test_back_does_not_lead_to_the_page(web: Web, phone: Page) -> None:
    phone.get_by_role("link", name="Leave this page now").click()
    expect(phone).to_have_url(f"{web.address}/weather/")
    phone.go_back()
    assert not phone.url.endswith("/me/")


def test_shift_three_times_leaves_and_says_so_on_the_way(web: Web, phone: Page) -> None:
    phone.keyboard.press("Shift")
    expect(phone.locator(".leave-keys")).to_have_text("Shift, 2 more times to leave")
    phone.keyboard.press("Shift")
    expect(phone.locator(".leave-keys")).to_have_text("Shift, 1 more time to leave")
    phone.keyboard.press("Shift")
    expect(phone).to_have_url(f"{web.address}/weather/")


def test_typing_capitals_does_not_leave(web: Web, phone: Page) -> None:
    phone.get_by_label("Note").focus()
    for letter in "ABCDE":
        phone.keyboard.press(f"Shift+{letter}")
    expect(phone.get_by_label("Note")).to_have_value("ABCDE")
    assert phone.url.endswith("/me/")


def test_leaving_without_signal_ends_the_session_before_the_next_page_shows(web: Web, phone: Page) -> None:
    phone.evaluate("localStorage.setItem('left', 'yes')")
    before = len(web.posts("/session/leave/"))
    phone.reload()
    expect(phone.get_by_role("heading", name="Mine")).to_be_visible()
    assert len(web.posts("/session/leave/")) == before + 1
    assert phone.evaluate("localStorage.getItem('left')") is None
