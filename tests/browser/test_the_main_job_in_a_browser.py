"""Maya checks in on a phone without signal, gets it back, and the proposal arrives on Priya's open board."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from playwright.sync_api import expect

from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures.actions import check_in
from handrail.foundation.measures.models import CheckIn
from tests.browser.looks import NARROW, WIDE, is_usable
from tests.browser.phones import PHONE, until_kept, until_worker

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)


@transaction.atomic
def told_before(cast):
    """Six weeks of Maya's usual, and two hard days; in one piece, so that the worker takes none of it for today's."""
    for days_ago in range(40, 0, -1):
        hard = days_ago < 3
        answers = (
            {"mood": 2, "craving": 9, "sleep_quality": 2}
            if hard
            else {"mood": 7, "craving": 2, "sleep_quality": 6 + days_ago % 2}
        )
        check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya, cast.now - days_ago * DAY))
    Delivery.objects.owed().delete()


def test_a_check_in_without_signal_reaches_priyas_open_board(installation):
    cast = installation.cast
    told_before(cast)
    board = installation.as_(cast.priya, viewport={"width": 1440, "height": 900}).new_page()
    board.goto(f"{installation.url}/team/")
    expect(board.locator("main")).to_be_visible()
    expect(board.get_by_text("Maya P.")).to_have_count(0)

    context = installation.as_(cast.maya, **PHONE)
    phone = context.new_page()
    phone.goto(f"{installation.url}/me/")
    until_worker(phone)
    until_kept(phone, "/me/check-ins/new/")
    context.set_offline(True)
    phone.get_by_role("button", name="Very hard").click()
    phone.get_by_role("button", name="Very strong").click()
    phone.locator("button.choice").last.click()
    phone.get_by_role("button", name="Not today").click()
    expect(phone.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    assert not CheckIn.objects.filter(day=cast.today).exists()

    context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(board.get_by_text("Maya P.").first).to_be_visible()
    kept = CheckIn.objects.filter(person=cast.maya).latest("pk")
    assert (kept.mood, kept.craving, kept.reach_out) == (0, 10, "no")
    assert CheckIn.objects.filter(day=kept.day).count() == 1

    board.get_by_role("button", name="Accept").first.click()
    expect(board.locator("main")).to_be_visible()
    theo = installation.as_(cast.theo).new_page()
    theo.goto(f"{installation.url}/team/")
    expect(theo.get_by_text("Maya P.")).to_have_count(0)
    assert theo.goto(f"{installation.url}/team/people/{cast.maya.pk}/").status == 404


def test_the_persons_screens_can_be_used_by_everybody_and_ask_nobody_else(installation):
    context = installation.as_(installation.cast.maya)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in (
        "/me/",
        "/me/check-ins/new/",
        "/me/check-ins/long/",
        "/me/plan/",
        "/me/team/",
        "/me/me/",
        "/me/copy/page/",
        "/me/notice/",
        "/me/corrections/",
        "/help/tell-us/",
        "/help/",
        "/help/steps/",
    ):
        page.goto(f"{installation.url}{path}")
        is_usable(page, widths=(320, NARROW, WIDE))
    assert [url for url in asked if not url.startswith(installation.url)] == []


def test_help_opens_without_signal_and_without_signing_in(installation):
    context = installation.chromium.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{installation.url}/help/")
    until_worker(page)
    until_kept(page, "/help/")
    context.set_offline(True)
    page.goto(f"{installation.url}/help/")
    expect(page.get_by_text("Call 988")).to_be_visible()
    page.goto(f"{installation.url}/me/plan/")
    expect(page.get_by_text("Call 988")).to_be_visible()


def test_maya_signs_in_checks_in_and_leaves_without_script(installation):
    account = Account.objects.get(person=installation.cast.maya)
    account.set_password("a long word for Maya")
    account.save()
    page = installation.chromium.new_context(java_script_enabled=False, **PHONE).new_page()
    page.goto(installation.url)
    page.get_by_label("Email").fill("maya@example.org")
    page.get_by_label("Password").fill("a long word for Maya")
    page.get_by_role("button", name="Sign in").click()
    # The first time the notice of her rights comes first.
    page.get_by_role("button", name="I have it").click()
    expect(page).not_to_have_url(re.compile("notice"))
    page.goto(f"{installation.url}/me/")
    page.get_by_role("button", name="Okay").click()
    page.get_by_role("button", name="None").click()
    page.locator("button.choice").first.click()
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_role("heading", name="Thank you. That is all for now.")).to_be_visible()
    assert CheckIn.objects.get().craving == 0
