"""Everybody can use every page: axe in both themes, narrow and wide, and nothing to scroll sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from playwright.sync_api import Browser

from handrail.ui.tests.web import Answer, Web
from handrail.ui.views import SHOWN, gallery

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shown", SHOWN)
def test_a_page_can_be_used_by_everybody(web: Web, browser: Browser, shown: str, theme: str) -> None:
    request = RequestFactory().get("/ui/", {"show": shown, "theme": theme})
    web.pages["/ui/"] = lambda _asked: Answer(gallery(request).content.decode())
    opened = browser.new_context(base_url=web.address)
    page = opened.new_page()
    page.goto("/ui/")
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
