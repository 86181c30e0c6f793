"""Sharing with a partner: every page can be used by everybody, on a phone and on a desk, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.test_the_teams_pages_in_a_browser import violations
from tests.partners import packet_for

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_have_no_violations_and_fit(installation, theme, width):
    cast, url = installation.cast, installation.url
    packet_for(cast)
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    pages = {
        "hana": ["/partner/", f"/partner/people/{cast.maya.pk}/"],
        "maya": ["/me/shared/"],
        "elin": ["/team/privacy/shared/", "/team/privacy/partners/", f"/team/people/{cast.maya.pk}/shared/"],
    }
    for who, paths in pages.items():
        page = installation.as_(cast.people[who], **look).new_page()
        for path in paths:
            assert page.goto(url + path).status == 200, path
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
