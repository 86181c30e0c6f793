"""Maya writes down a thought and fills in her day card on a phone without signal; both arrive once, and help is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from handrail.continuum.watch.models import Finding
from handrail.foundation.practices.models import SheetVersion
from handrail.pillars.crisis.models import Alert
from tests.browser.looks import fits, violations
from tests.browser.phones import PHONE, until_kept
from tests.waiting import until_true

pytestmark = pytest.mark.browser

THOUGHT, CARD, URGE, WORDS = (
    "/me/sheets/12/new/",
    "/me/sheets/19/new/",
    "/me/practices/1/go/",
    "/me/sheets/23/new/",
)
PAGES = (
    THOUGHT,
    CARD,
    WORDS,
    URGE,
    "/me/practices/",
    "/me/practices/3/",
    "/me/practices/card/",
    "/me/wishes/",
)


def see_each_page(phone, url):
    """Each is kept for a time without signal, has no violations, and fits."""
    phone.goto(f"{url}/me/")
    for path in (THOUGHT, CARD, URGE, "/me/practices/"):
        until_kept(phone, path)
    for path in PAGES:
        phone.goto(url + path)
        assert violations(phone) == [], path
        assert fits(phone), path


def test_a_thought_and_a_day_card_without_signal_arrive_once_and_an_urge_to_die_calls(installation):
    cast, url = installation.cast, installation.url
    context = installation.as_(cast.maya, **PHONE)
    context.set_default_timeout(20_000)
    phone = context.new_page()
    see_each_page(phone, url)

    context.set_offline(True)
    phone.goto(url + THOUGHT)
    phone.get_by_label("What went through your mind?").fill("They laugh at me.")
    phone.get_by_role("group", name="How strong was it?").get_by_label("8", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    phone.goto(url + CARD)
    phone.get_by_role("group", name="Urge to die").get_by_label("5", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("link", name="Want someone now? See who can help")).to_be_visible()
    # Riding an urge needs no signal either, and moves only when she says so.
    phone.goto(url + URGE)
    phone.get_by_role("button", name="Start").click()
    expect(phone.get_by_role("button", name="Pause")).to_be_visible()
    assert not SheetVersion.objects.exists()

    context.set_offline(False)
    phone.goto(f"{url}/me/practices/")
    phone.evaluate("() => { dispatchEvent(new Event('online')); }")
    expect(phone.get_by_text("Sent.", exact=True)).to_be_visible()
    kept = sorted((one.sheet.method, one.told) for one in SheetVersion.objects.select_related("sheet"))
    thought = {"thought": "They laugh at me.", "strength": 8}
    assert kept == [("diary_card", {"urge_die": 5}), ("thought_record", thought)]
    # What follows from it is the worker's.
    until_true(Finding.objects.filter(rule="diary_suicide_urge_strong").exists)
    assert Finding.objects.get(rule="diary_suicide_urge_strong").level == "strong"
    until_true(Alert.objects.filter(person=cast.maya).exists)
    assert Alert.objects.filter(person=cast.maya).count() == 1
