"""Priya hands a clinic tablet to Maya: everybody can use it, and it leads nowhere but to its questions and help."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from handrail.continuum.watch.models import Finding
from handrail.foundation.measures import actions as measures
from tests.browser.looks import is_usable
from tests.waiting import until_true

pytestmark = pytest.mark.browser


def test_maya_answers_on_a_tablet_that_leads_nowhere_else(installation):
    cast, tablet = installation.cast, f"{installation.url}/tablet/"
    due = cast.today + timedelta(days=7)
    measures.ask(cast.maya, instrument_id="core10", due_on=due, act=cast.act(cast.priya))
    page = installation.as_(cast.priya).new_page()
    page.goto(f"{installation.url}/team/people/{cast.maya.pk}/measures/")
    page.get_by_role("button", name="Hand this tablet to Maya P.").click()
    expect(page).to_have_url(tablet)
    is_usable(page)
    page.go_back()
    expect(page.get_by_role("heading", name="I have felt tense, anxious or nervous")).to_be_visible()
    page.goto(f"{installation.url}/team/people/{cast.maya.pk}/")
    expect(page).to_have_url(tablet)
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_url(tablet)
    page.get_by_role("link", name="Help now").click()
    is_usable(page)
    page.get_by_role("link", name="Back").click()
    for _ in range(5):
        page.get_by_role("button", name="Sometimes").click()
    expect(page.get_by_role("heading", name="I made plans to end my life")).to_be_visible()
    page.get_by_role("button", name="Only occasionally").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Want someone now?")).to_be_visible()
    is_usable(page)
    # What follows from it is the worker's.
    until_true(Finding.objects.exists)
    assert Finding.objects.get().rule == "core10_item6"
    page.get_by_role("button", name="Give the tablet back").click()
    expect(page.get_by_label("Password")).to_be_visible()
