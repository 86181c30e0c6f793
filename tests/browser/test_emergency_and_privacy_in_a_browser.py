"""Noor opens Maya’s record in an emergency, Elin reviews it, Maya reads it: in a real browser, for everybody."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.models import Conflict, EmergencyAccess, RestrictedRecord
from handrail.foundation.people.models import Person
from tests.browser.looks import is_usable
from tests.browser.test_the_teams_pages_in_a_browser import open_everything

pytestmark = pytest.mark.browser

WORDS = "Rosa called; no answer, and there are pills."
ELINS = ["emergencies/", "privacy/requests/", "privacy/closed/", "privacy/cases/", "privacy/why/"]


def decided(cast):
    """Something of each kind on Elin’s pages."""
    elin, maya = cast.act(cast.elin), cast.act(cast.maya)
    consent.ask_restriction("Not Sam.", act=maya, against=Against(reader=cast.sam), what=["checkins"])
    consent.note_conflict(cast.maya, cast.lena, tie=Conflict.Tie.NEIGHBOUR, act=elin)
    consent.restrict_record(cast.omar, reason=RestrictedRecord.Reason.SAFETY, readers=[cast.theo], act=elin)
    consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.LIFE, words=WORDS, act=cast.act(cast.noor)
    )


def looked_at(page, addresses):
    """Nobody is kept out, and nothing scrolls sideways."""
    for address in addresses:
        page.goto(address)
        open_everything(page)
        is_usable(page)


def test_the_pages_can_be_used_by_everybody(installation):
    cast, url = installation.cast, installation.url
    decided(cast)
    looked_at(installation.as_(cast.elin).new_page(), [f"{url}/team/{path}" for path in ELINS])
    noors = [f"{url}/team/emergency/", f"{url}/team/people/{cast.maya.pk}/"]
    looked_at(installation.as_(cast.noor).new_page(), noors)
    looked_at(installation.as_(cast.maya).new_page(), [f"{url}/me/limits/", f"{url}/me/me/"])


def test_noor_opens_elin_reviews_maya_reads_and_theo_finds_nobody(installation):
    cast, url = installation.cast, installation.url
    Person.objects.filter(pk=cast.maya.pk).update(legal_name="Maya Pell", born_on=date(1991, 3, 4))
    noor = installation.as_(cast.noor).new_page()
    noor.goto(f"{url}/team/emergency/")
    noor.get_by_label("Whole name").fill("Maya Pell")
    noor.get_by_label("Date of birth").fill("1991-03-04")
    noor.get_by_label("Possible overdose").check()
    noor.get_by_label("What happened?").fill(WORDS)
    noor.get_by_role("button", name="Write this down and open the record").click()
    expect(noor.get_by_role("heading", name="Emergency access until")).to_be_visible()

    elin = installation.as_(cast.elin).new_page()
    elin.goto(f"{url}/team/")
    elin.get_by_role("link", name="1 emergency access to review").click()
    elin.get_by_label("Warranted").check()
    elin.get_by_role("button", name="Save the review").click()
    expect(elin.get_by_text("Nothing waits for a review.")).to_be_visible()

    maya = installation.as_(cast.maya).new_page()
    maya.goto(f"{url}/me/me/")
    expect(maya.get_by_text("Noor A. looked at your record to help you.")).to_be_visible()

    noor.get_by_role("button", name="End it now").click()
    noor.wait_for_url(f"{url}/team/")
    assert noor.goto(f"{url}/team/people/{cast.maya.pk}/").status == 404

    theo = installation.as_(cast.theo).new_page()
    theo.goto(f"{url}/team/emergencies/")
    expect(theo.get_by_text("Maya")).to_have_count(0)
