"""Maya asks for somebody on her phone; the page tells the truth with signal and without; Noor has it on a wide screen."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from tests.browser.looks import is_usable, violations
from tests.browser.phones import KEPT, PHONE, until_kept, until_worker

pytestmark = pytest.mark.browser

PLAN = reverse("client:safety_plan")


def test_without_signal_it_says_not_sent_and_with_it_who_has_it(installation):
    cast, context = installation.cast, installation.as_(installation.cast.maya, **PHONE)
    phone = context.new_page()
    phone.goto(f"{installation.url}/help/")
    until_worker(phone)
    phone.reload()
    until_kept(phone, "/help/not-sent/")
    context.set_offline(True)
    phone.get_by_role("button", name="Ask for someone from my team").click()
    expect(phone.get_by_role("heading", name="Not sent. Please call or text.")).to_be_visible()
    expect(phone.get_by_text("Call 988")).to_be_visible()
    assert not Alert.objects.exists()

    context.set_offline(False)
    phone.goto(f"{installation.url}/help/")
    phone.get_by_role("button", name="Ask for someone from my team").click()
    expect(phone.get_by_text("Nobody has answered yet.")).to_be_visible()
    assert violations(phone) == []

    desk = installation.as_(cast.noor, viewport={"width": 1440, "height": 900}).new_page()
    desk.goto(f"{installation.url}/team/")
    desk.get_by_role("link", name="Maya P. needs someone now").click()
    desk.get_by_role("button", name="I have it").click()
    expect(desk.get_by_text("Open · Noor A. has it")).to_be_visible()
    expect(phone.get_by_role("heading", name="Someone has it.")).to_be_visible()
    desk.get_by_label("Add to the log").fill("Dog in the car.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".running .said", has_text="Dog in the car.")).to_be_visible()


def test_the_desks_screens_can_be_used_by_everybody(installation):
    cast = installation.cast
    phone = installation.as_(cast.maya, **PHONE).new_page()
    phone.goto(f"{installation.url}/help/")
    phone.get_by_role("button", name="Ask for someone from my team").click()
    # She reads that it was sent before anybody looks for it.
    expect(phone.get_by_text("Nobody has answered yet.")).to_be_visible()
    desk = installation.as_(cast.ravi).new_page()
    for path in ("/team/alerts/", f"/team/alerts/{Alert.objects.get().pk}/", "/team/on-call/"):
        desk.goto(f"{installation.url}{path}")
        is_usable(desk)


def test_her_plan_is_on_the_phone_only_once_she_chose_it_and_one_tap_takes_it_off(installation):
    cast = installation.cast
    crisis.write_safety_plan(
        cast.maya, {"sp_self": ["Cold water on my face"]}, instead_of=0, act=cast.act(cast.maya)
    )
    context = installation.as_(cast.maya, **PHONE)
    phone, plan = context.new_page(), f"{installation.url}{PLAN}"
    phone.goto(plan)
    until_worker(phone)
    phone.reload()
    until_kept(phone, "/help/")
    assert not phone.evaluate(KEPT.format(PLAN))
    phone.get_by_role("button", name="Keep it on this phone").click()
    until_kept(phone, PLAN)
    context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Cold water on my face")).to_be_visible()
    phone.get_by_role("button", name="Take it off this phone").click()
    expect(phone.get_by_role("button", name="Keep it on this phone")).to_be_visible()
    phone.goto(plan)
    expect(phone.get_by_text("Cold water on my face")).not_to_be_visible()
    expect(phone.get_by_text("Call 988").first).to_be_visible()
