"""Maya's charts on her phone and on her team's screen: the latest in sight, every lane named, a table by keyboard."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from playwright.sync_api import expect

from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures import actions as measures
from tests.browser.looks import fits, violations

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)


@transaction.atomic
def answered(cast):
    """Two totals a real change apart, rulers twice, three days of check-ins."""
    for days, each, sure in ((60, 2, 3), (6, 1, 6)):
        act = cast.act(cast.maya, at=cast.now - days * DAY)
        phq9 = {f"phq9_{n}": each for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
        rulers = {"ruler_importance": 8, "ruler_confidence": sure}
        for scale, told in {"phq9": phq9, "readiness_rulers": rulers}.items():
            measures.submit(cast.maya, instrument_id=scale, key=uuid4(), answers=told, act=act)
    for days in range(3):
        act = cast.act(cast.maya, at=cast.now - days * DAY)
        measures.check_in(cast.maya, key=uuid4(), answers={"mood": 4, "craving": 3}, act=act)
    Delivery.objects.owed().delete()


def test_the_charts_are_read_on_a_phone_and_on_a_wide_screen_with_and_without_seeing_them(installation):
    cast = installation.cast
    answered(cast)
    for who, path, width, theme in (
        (cast.maya, "/me/charts/", 390, "dark"), (cast.priya, f"/team/people/{cast.maya.pk}/measures/", 1440, "light"),
    ):  # fmt: skip
        page = installation.as_(who, viewport={"width": width, "height": 844}, color_scheme=theme).new_page()
        page.goto(f"{installation.url}{path}")
        expect(page.get_by_role("heading", name="Down eight points", exact=False)).to_be_visible()
        expect(page.get_by_role("heading", name="Most recently: importance 8, confidence 6")).to_be_visible()
        first = page.locator("figure").first
        expect(first.locator("text.end")).to_be_in_viewport()
        key = first.get_by_text("Ranges, from the top: Severe")
        expect(key).to_be_visible() if width == 390 else expect(key).to_be_hidden()
        table = first.get_by_text("Show as a table")
        table.focus()
        page.keyboard.press("Enter")
        expect(first.get_by_role("row", name="Mild A real change: down 8", exact=False)).to_be_visible()
        assert violations(page) == [], path
        assert fits(page), path
