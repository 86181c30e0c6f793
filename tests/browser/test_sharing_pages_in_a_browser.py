"""Sharing with a partner: every page can be used by everybody, on a phone and on a desk, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.looks import is_usable
from tests.partners import packet_for

pytestmark = pytest.mark.browser


def test_the_pages_can_be_used_by_everybody(installation):
    cast, url = installation.cast, installation.url
    packet_for(cast)
    pages = {
        "hana": ["/partner/", f"/partner/people/{cast.maya.pk}/"],
        "maya": ["/me/shared/"],
        "elin": ["/team/privacy/shared/", "/team/privacy/partners/", f"/team/people/{cast.maya.pk}/shared/"],
    }
    for who, paths in pages.items():
        page = installation.as_(cast.people[who]).new_page()
        for path in paths:
            assert page.goto(url + path).status == 200, path
            is_usable(page)
