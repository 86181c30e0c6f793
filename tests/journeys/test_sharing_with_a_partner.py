"""Maya agrees on her phone, Lena sends, Hana reads; Maya reads who looked and what went out, and stops it on her phone:
at Harbor House she is gone at the next request. In a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from handrail.foundation.consent.models import Disclosure
from handrail.foundation.plans import actions as plans
from tests.partners import harbor_house

pytestmark = pytest.mark.browser


def agree(maya, url):
    """Choose, read all of it, sign."""
    maya.goto(f"{url}/me/me/")
    maya.get_by_role("link", name="What I agreed to share").click()
    maya.get_by_role("link", name="Sharing with someone I name").click()
    maya.get_by_label("Harbor House").check()
    for part in ("my name and how to reach me", "my plan and goals"):
        maya.get_by_label(part).check()
    maya.get_by_label("for my treatment").check()
    maya.get_by_label("When my treatment here ends").check()
    maya.get_by_role("button", name="Read it").click()
    expect(maya.get_by_text("Only Harbor House, and no one else.")).to_be_visible()
    maya.get_by_label("Sign with your name").fill("Maya P.")
    maya.get_by_role("button", name="I agree").click()
    expect(maya.get_by_text("You agreed. It holds now.")).to_be_visible()


def is_gone(hana, hers, url):
    """Maya is gone at Harbor House, as if she had never been there."""
    assert hana.goto(hers).status == 404
    expect(hana.get_by_role("heading", name="This page is not here")).to_be_visible()
    gone = hana.content().replace(hers, "")
    assert hana.goto(f"{url}/partner/people/987654321/").status == 404
    assert hana.content() == gone
    hana.goto(f"{url}/partner/")
    expect(hana.get_by_text("Nobody shares anything with you now.")).to_be_visible()


def test_maya_agrees_reads_what_went_out_takes_it_back_and_is_gone_at_harbor_house(installation):
    cast, url = installation.cast, installation.url
    harbor_house(cast)
    plans.add_step(cast.maya, title="Call the landlord", responsible=cast.maya, act=cast.act(cast.priya))
    maya = installation.as_(cast.maya).new_page()
    agree(maya, url)

    lena = installation.as_(cast.lena).new_page()
    lena.goto(f"{url}/team/people/{cast.maya.pk}/shared/")
    lena.get_by_role("button", name="Send what was agreed").click()
    expect(lena.get_by_text("They read this since")).to_be_visible()

    hana = installation.as_(cast.hana).new_page()
    hana.goto(url)
    hana.get_by_role("link", name="Maya P.").click()
    expect(hana.get_by_text("Call the landlord")).to_be_visible()
    expect(hana.get_by_text("This record which has been disclosed to you")).to_be_visible()
    expect(hana.get_by_text("may share with Harbor House")).to_be_visible()
    hers = hana.url

    maya.goto(f"{url}/me/looks/")
    expect(maya.get_by_role("heading", name="Hana W.").first).to_be_visible()
    expect(maya.get_by_text("You agreed to share it with their organization.").first).to_be_visible()
    expect(maya.get_by_role("heading", name="Lena O.").first).to_be_visible()
    maya.get_by_role("link", name="What was shared about me").click()
    expect(maya.get_by_role("heading", name="Harbor House").first).to_be_visible()
    expect(maya.get_by_text("For your treatment").first).to_be_visible()

    maya.goto(f"{url}/me/agreed/")
    maya.get_by_role("button", name="Stop this").click()
    expect(maya.get_by_text("Stopped. Nothing more goes out on it.")).to_be_visible()
    is_gone(hana, hers, url)
    assert Disclosure.objects.filter(person=cast.maya).count() == 2
    maya.goto(f"{url}/me/shared/")
    expect(maya.get_by_text("You took it back on").first).to_be_visible()

    theo = installation.as_(cast.theo).new_page()
    assert theo.goto(f"{url}/team/people/{cast.maya.pk}/shared/").status == 404
    assert theo.goto(hers).status == 404
