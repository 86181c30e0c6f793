"""Leaving: blank first, gone second, nothing left behind."""

import pytest
from playwright.sync_api import Page, expect

from handrail.ui.tests.web import Answer, Web

pytestmark = pytest.mark.browser

APP = '{% extends "ui/layouts/person.html" %}{% block main %}<h1>Mine</h1><input aria-label="Note">{% endblock %}'


@pytest.fixture
def phone(web: Web, page: Page) -> Page:
    web.page("/me/", APP, leave_to=f"{web.address}/weather/", outbox_owner="maya")
    web.pages["/session/end/"] = lambda _asked: Answer("", 204)
    web.page("/weather/", "<title>Weather</title><h1>Rain</h1>")
    page.goto("/me/")
    return page


def test_the_button_ends_the_session_and_goes(web: Web, phone: Page) -> None:
    phone.get_by_role("button", name="Leave this page now").click()
    expect(phone).to_have_url(f"{web.address}/weather/")
    assert len(web.posts("/session/end/")) == 1
    assert phone.evaluate("localStorage.getItem('left')") == "yes"


def test_without_a_script_the_button_ends_the_session_and_the_answer_leads_away(
    web: Web, phone: Page
) -> None:
    web.pages["/session/end/"] = lambda _asked: Answer(
        "<h1>Notes</h1>", headers={"Refresh": f"0; url={web.address}/weather/"}
    )
    context = phone.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{web.address}/me/")
    page.get_by_role("button", name="Leave this page now").click()
    expect(page).to_have_url(f"{web.address}/weather/")
    assert len(web.posts("/session/end/")) == 1
    context.close()


def test_back_does_not_lead_to_the_page(web: Web, phone: Page) -> None:
    phone.get_by_role("button", name="Leave this page now").click()
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
    before = len(web.posts("/session/end/"))
    phone.reload()
    expect(phone.get_by_role("heading", name="Mine")).to_be_visible()
    assert len(web.posts("/session/end/")) == before + 1
    assert phone.evaluate("localStorage.getItem('left')") is None
