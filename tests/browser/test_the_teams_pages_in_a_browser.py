"""The team's pages: everybody can use them, narrow and wide, in both themes, and with a keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from handrail.clinical.playbooks.playbook import playbook
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures import actions as measures
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from tests.browser.looks import fits, is_usable
from tests.browser.phones import until
from tests.cast import Cast

pytestmark = pytest.mark.browser

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
INPUTS = {"leading": ["craving"], "signals": [{"name": "craving", "now": 6.7, "usual": 2.1, "spread": 1.2}]}


@transaction.atomic
def something_changed(cast: Cast) -> None:
    """Maya's urges are up and her team is asked; she has scales, check-ins, a step, a goal and a meeting behind her."""
    for days in (60, 6):
        answers = {f"phq9_{n}": 2 if days > 30 else 1 for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
        act = cast.act(cast.maya, at=cast.now - days * DAY)
        measures.submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=act)
    for days in range(3):
        act = cast.act(cast.maya, at=cast.now - days * DAY)
        measures.check_in(
            cast.maya, key=uuid4(), answers={"mood": 4, "craving": 8, "words": "Twice."}, act=act
        )
    priyas = cast.act(cast.priya, at=cast.now - 8 * DAY)
    plans.set_goal(cast.maya, words="Open the shop again.", act=cast.act(cast.maya, at=priyas.at))
    plans.add_step(
        cast.maya,
        title="Send income letter",
        responsible=cast.priya,
        strand="counsel",
        due_on=cast.today,
        act=priyas,
    )
    begins = cast.now - DAY
    scheduling.book(
        cast.maya, cast.priya, starts_at=begins, ends_at=begins + HOUR, strand="counsel", act=priyas
    )
    act = cast.act(None, at=cast.now - HOUR)
    found = Found(
        cast.today, "alert", "early_warning", "Urges higher than usual", "Urges average 6.7.", INPUTS
    )
    proposals = proposals_of(playbook("craving_spike"), at=act.at)
    responses.propose(keep(cast.maya, found, act=act), playbook="craving_spike", proposals=proposals, act=act)
    # The worker beside us sees all of it at once, and nothing left to follow from it.
    Delivery.objects.owed().delete()


#: Whether the focus can be seen: on what has it, or round the search field that it is in.
SEEN = """() => {
  const shown = getComputedStyle(document.activeElement.closest(".find") || document.activeElement);
  return shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2;
}"""
#: What can be acted on and is on the screen, but was never given the focus.
MISSED = """() => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("dialog") && !("reached" in one.dataset))
  .map((one) => one.outerHTML.slice(0, 120))"""


def tab(page: Page) -> str:
    """Press Tab; the name of where that leads, which can be seen."""
    page.keyboard.press("Tab")
    on = page.locator(":focus")
    if on.count() == 0:
        return ""
    assert page.evaluate(SEEN), on.evaluate("(one) => one.outerHTML")
    on.evaluate("(one) => { one.dataset.reached = ''; }")
    return (on.get_attribute("aria-label") or on.inner_text()).strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on the button or link that says `words`."""
    for _ in range(60):
        if tab(page).startswith(words):
            return
    pytest.fail(f"No way to {words} by keyboard")


def pages(cast: Cast) -> list[str]:
    """The addresses of the team's pages, Maya's among them."""
    hers = f"/team/people/{cast.maya.pk}/"
    return ["/team/", "/team/people/", "/team/people/?q=%00", hers, f"{hers}measures/", f"{hers}plan/",
            "/team/scales/", f"{hers}scales/ciwaar/", f"{hers}practices/",
            f"/team/concerns/{Concern.objects.get().pk}/care/"]  # fmt: skip


def open_everything(page: Page) -> None:
    """Open each form, fact and table on the page."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def fits_at_every_width(page: Page, path: str) -> None:
    for width in (320, 390, 768, 1200, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert fits(page), (path, width)


def test_the_teams_pages_can_be_used_by_everybody_and_ask_nobody_else(installation):
    cast = installation.cast
    something_changed(cast)
    context = installation.as_(cast.priya)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in pages(cast):
        page.goto(f"{installation.url}{path}")
        fits_at_every_width(page, path)
        if path == "/team/":  # menus of the board lie over other rows
            is_usable(page)
        open_everything(page)
        fits_at_every_width(page, path)
        is_usable(page)
    assert [url for url in asked if not url.startswith(installation.url)] == []


def test_priya_accepts_a_proposal_by_keyboard_alone(installation):
    cast = installation.cast
    something_changed(cast)
    page = installation.as_(cast.priya, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{installation.url}/team/")
    expect(page.get_by_role("heading", level=1)).to_have_text("One person could use you today")
    tab_to(page, "Accept")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="You took this on.")).to_be_visible()
    until(
        page,
        "(document.activeElement.id || location.hash.slice(1)).startsWith('row-p')",
        "The focus went elsewhere.",
    )
    assert Proposal.objects.get(role="counselor").status == Proposal.Status.ACCEPTED
    assert Step.objects.get(origin=Step.Origin.PROPOSAL).responsible == cast.priya


def test_priya_declines_by_single_keys_and_a_word_on_why(installation):
    cast = installation.cast
    something_changed(cast)
    page = installation.as_(cast.priya, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{installation.url}/team/")
    page.keyboard.press("j")
    tab_to(page, "More for Maya P.")
    page.keyboard.press("Enter")
    tab_to(page, "Decline")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("We did this on Monday.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You said no for now: “We did this on Monday.”")).to_be_visible()
    assert Proposal.objects.get(role="counselor").words == "We did this on Monday."


@pytest.mark.parametrize("path", ["", "measures/", "plan/"])
def test_everything_on_a_record_is_reached_by_keyboard(installation, path):
    cast = installation.cast
    something_changed(cast)
    page = installation.as_(cast.priya, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{installation.url}/team/people/{cast.maya.pk}/{path}")
    open_everything(page)
    for _ in range(120):
        if tab(page) == "" and page.evaluate("document.activeElement === document.body"):
            break
    assert page.evaluate(MISSED) == []
