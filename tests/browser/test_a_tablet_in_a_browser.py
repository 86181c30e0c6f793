"""Priya hands a clinic tablet to Maya: everybody can use it, and it leads nowhere but to its questions and help."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from handrail.continuum.watch.models import Finding
from handrail.foundation.measures import actions as measures

pytestmark = pytest.mark.browser

LOOKS = [(width, theme) for width in (390, 1440) for theme in ("light", "dark")]

#: Colors go over to the other theme in a moment; what axe reads in between is neither.
# What moves has come to rest, or two seconds went by: a page that is not in front may never draw, and never say so.
SETTLED = """() => Promise.race([
  new Promise(requestAnimationFrame)
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished))),
  new Promise((done) => setTimeout(done, 2000))])"""


def is_usable(page: Page) -> None:
    """Narrow and wide, light and dark: no violation, nothing that scrolls sideways."""
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.evaluate(SETTLED)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
    assert Finding.objects.get().rule == "core10_item6"
    page.get_by_role("button", name="Give the tablet back").click()
    expect(page.get_by_label("Password")).to_be_visible()
