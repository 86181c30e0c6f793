"""Maya agrees, Lena sends, Hana reads, Maya reads what went out and takes it back, and she is gone: in a real browser."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from handrail.foundation.consent.models import Consent, Disclosure
from handrail.foundation.plans import actions as plans
from tests.partners import harbor_house, signed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def revoke(given):
    Consent.objects.filter(pk=given.pk).update(revoked_at=timezone.now(), revoked_how="screen")


def test_maya_agrees_reads_what_went_out_takes_it_back_and_is_gone_at_harbor_house(installation):
    cast, url = installation.cast, installation.url
    harbor_house(cast)
    plans.add_step(cast.maya, title="Call the landlord", responsible=cast.maya, act=cast.act(cast.priya))
    given = signed(cast)

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

    maya = installation.as_(cast.maya).new_page()
    maya.goto(f"{url}/me/me/")
    maya.get_by_role("link", name="What was shared about me").click()
    expect(maya.get_by_role("heading", name="Harbor House").first).to_be_visible()
    expect(maya.get_by_text("For your treatment").first).to_be_visible()

    revoke(given)
    assert hana.goto(hers).status == 404
    expect(hana.get_by_role("heading", name="This page is not here")).to_be_visible()
    gone = hana.content().replace(hers, "")
    assert hana.goto(f"{url}/partner/people/987654321/").status == 404
    assert hana.content() == gone
    hana.goto(f"{url}/partner/")
    expect(hana.get_by_text("Nobody shares anything with you now.")).to_be_visible()
    assert Disclosure.objects.filter(person=cast.maya).count() == 2
    maya.reload()
    expect(maya.get_by_text("You took it back on").first).to_be_visible()

    theo = installation.as_(cast.theo).new_page()
    assert theo.goto(f"{url}/team/people/{cast.maya.pk}/shared/").status == 404
    assert theo.goto(hers).status == 404
