"""Elin writes down what a lawyer asks; Ravi reads an order about Maya before anything goes; Maya reads what went."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from handrail.foundation.rights.models import LegalRequest
from handrail.interfaces.staff.tests.conftest import text_of

HERE = "/team/privacy/legal/"


def sent(browser, asked, part, **given):
    return browser.post(reverse("staff:legal_request", args=[asked.pk]), {"part": part, **given})


def test_from_a_subpoena_to_what_went_on_an_order(live_cast):
    cast = live_cast
    elin, ravi, today = cast.browser(cast.elin), cast.browser(cast.ravi), cast.today.isoformat()
    typed = {"kind": "subpoena", "from_whom": "Lex & Co", "asks": "All about Maya P.", "came_on": "tomorrow", "key": str(uuid4())}  # fmt: skip
    refused = elin.post(HERE, typed)
    assert refused.status_code == 422 and "All about Maya P." in text_of(refused)
    for _twice in (1, 2):
        elin.post(HERE, typed | {"came_on": today})
    asked = LegalRequest.objects.get()
    assert "1 legal request to answer" in text_of(elin.get("/team/"))
    assert "Lex & Co" not in text_of(ravi.get(HERE))
    order = {"name": "Maya P.", "court": "County court", "order": "26-17", "signed_on": today, "compelled": "on", "resources": ["appointments"]}  # fmt: skip
    unsigned = sent(elin, asked, "order", **order)
    assert unsigned.status_code == 422 and "Without this nothing may go." in text_of(unsigned)
    sent(elin, asked, "order", **order, judged="on")
    assert "1 legal request to answer" in text_of(ravi.get("/team/")) and "26-17" in text_of(ravi.get(HERE))
    for who in ("theo", "priya"):
        other = cast.browser(cast.people[who])
        assert other.get(HERE).status_code == 404 and sent(other, asked, "agree").status_code == 404
    assert sent(elin, asked, "agree").status_code == 404 and sent(ravi, asked, "given").status_code == 404
    sent(ravi, asked, "agree")
    sent(elin, asked, "given")
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("answered", "given")
    assert "A court ordered it, and two of us read the order" in text_of(
        cast.browser(cast.maya).get("/me/shared/")
    )
