"""Passkeys, with Chromium's own virtual authenticator: made, shown, and worth nothing in other hands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.foundation.accounts.models import Account, Session

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "a kitchen on Sundays"


@pytest.fixture
def page(installation) -> Page:
    """A browser on a device that can make passkeys and knows its owner."""
    for name in ("priya", "theo", "maya"):
        account = Account.objects.get(person=installation.cast.people[name])
        account.set_password(PASSWORD)
        account.save()
    page = installation.chromium.new_context().new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    page.authenticator = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})  # type: ignore[attr-defined]
    page.devtools = devtools  # type: ignore[attr-defined]
    return page


def first(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_priya_makes_a_passkey_and_it_alone_lets_her_in_from_then_on(installation, page):
    url, said = installation.url, []
    page.on("console", lambda message: said.append(message.text))
    first(page, url, "priya@riverbend.example")
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey of this device").click()
    expect(page.get_by_role("heading", name="Keep these codes on paper")).to_be_visible()
    page.get_by_role("link", name="I have them").click()
    expect(page).to_have_url(f"{url}/team/")
    page.context.clear_cookies()
    page.goto(f"{url}/team/")
    expect(page).to_have_url(f"{url}/sign-in/?next=/team/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{url}/team/")
    assert sorted(Session.objects.exclude(account=None).values_list("factors", flat=True)) == ["passkey", "password+passkey"]  # fmt: skip
    assert not [text for text in said if "Content Security Policy" in text]


def test_after_the_password_the_passkey_is_the_second_step(installation, page):
    url = installation.url
    first(page, url, "priya@riverbend.example")
    page.get_by_role("button", name="Use a passkey of this device").click()
    expect(page.get_by_role("heading", name="Keep these codes on paper")).to_be_visible()
    page.context.clear_cookies()
    first(page, url, "priya@riverbend.example")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{url}/team/")
    # And before something grave it shows again that it is her: what she sent is done.
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    page.goto(f"{url}/sign-in/mine/")
    page.get_by_role("button", name="New codes on paper").click()
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("heading", name="Keep these codes on paper")).to_be_visible()


def test_a_passkey_whose_owner_is_not_verified_opens_nothing(installation, page):
    url, key = installation.url, page.authenticator["authenticatorId"]
    first(page, url, "priya@riverbend.example")
    page.get_by_role("button", name="Use a passkey of this device").click()
    expect(page.get_by_role("heading", name="Keep these codes on paper")).to_be_visible()
    page.context.clear_cookies()
    page.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(f"{url}/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").first).to_contain_text("No passkey was given")
    page.goto(f"{url}/team/")
    expect(page).to_have_url(f"{url}/sign-in/?next=/team/")


def test_priyas_passkey_is_not_theos_second_step(installation, page):
    url = installation.url
    first(page, url, "priya@riverbend.example")
    page.get_by_role("button", name="Use a passkey of this device").click()
    expect(page.get_by_role("heading", name="Keep these codes on paper")).to_be_visible()
    page.context.clear_cookies()
    first(page, url, "theo@riverbend.example")
    expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    page.evaluate("""() => { const form = document.querySelector('form[data-passkey]');
        form.dataset.passkey = 'show'; form.dataset.asked = '/sign-in/key/asked/'; form.action = '/sign-in/second/key/'; }""")
    page.get_by_role("button", name="Use a passkey of this device").click()
    expect(page.get_by_text("That passkey did not match")).to_be_visible()
    page.goto(f"{url}/team/")
    expect(page).to_have_url(f"{url}/sign-in/?next=/team/")
