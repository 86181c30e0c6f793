"""Maya writes on her phone, Priya answers at her desk: each sees it arrive; without signal it is kept and sent once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Message
from tests.browser.looks import violations
from tests.browser.phones import PHONE

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1440, "height": 900}}


def picture(page, name):
    """For whoever looks at the screens: HANDRAIL_PICTURES names a folder."""
    if folder := os.environ.get("HANDRAIL_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_each_sees_the_others_words_arrive_and_without_signal_they_are_sent_once(installation):
    cast = installation.cast
    talk = messaging.open_conversation(cast.maya, None, act=cast.act(cast.maya))
    context = installation.as_(cast.maya, **PHONE)
    phone = context.new_page()
    phone.goto(f"{installation.url}/me/messages/{talk.pk}/")
    desk = installation.as_(cast.priya, **DESK).new_page()
    desk.goto(f"{installation.url}/team/messages/{talk.pk}/")

    phone.get_by_label("Write a message").fill("I can’t do this today 😔")
    phone.get_by_role("button", name="Send").click()
    expect(desk.get_by_text("I can’t do this today 😔")).to_be_visible()
    expect(desk.get_by_text("You decide what they mean.")).to_be_visible()
    desk.get_by_label("Write a message").fill("I am here. Call me at noon?")
    desk.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("I am here. Call me at noon?")).to_be_visible()
    assert violations(phone) == []
    assert violations(desk) == []
    picture(phone, "thread"), picture(desk, "conversation")

    context.set_offline(True)
    phone.get_by_label("Write a message").fill("Noon is good.")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Saved on this phone.", exact=False).first).to_be_visible()
    assert Message.objects.count() == 2
    context.set_offline(False)
    expect(desk.get_by_text("Noon is good.")).to_be_visible()
    phone.goto(f"{installation.url}/me/messages/{talk.pk}/")
    expect(phone.get_by_text("Noon is good.")).to_be_visible()
    assert Message.objects.count() == 3

    for name, page in {"messages": phone, "reminders": phone}.items():
        page.goto(f"{installation.url}/me/{name}/")
        assert violations(page) == []
        picture(page, name)
    for name in ("messages", "texts"):
        desk.goto(f"{installation.url}/team/{name}/")
        assert violations(desk) == []
        picture(desk, f"team-{name}")
