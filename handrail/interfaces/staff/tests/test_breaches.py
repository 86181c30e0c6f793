"""Elin's book of breaches: from a look that was closed as one to the letter that Maya reads, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.continuum.looks.actions import close_look, weigh_looks
from handrail.continuum.looks.models import UnexplainedLook
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.rights.models import Breach, BreachPerson
from handrail.interfaces.staff.tests.conftest import text_of

BOOK = "/team/privacy/breaches/"
NOTICE = {
    "happened": "Somebody here read your check-ins.", "information": "Check-ins.", "protect": "Nothing.",
    "doing": "They may not look any more.", "ask": "Elin V., 555-0100",
}  # fmt: skip


@pytest.fixture
def looked(live_cast):
    """Theo's look at Maya, closed as a possible breach."""
    cast = live_cast
    record_viewing(cast.maya, "checkins", "assigned", act=cast.act(cast.theo, cast.now - timedelta(hours=1)))
    weigh_looks(cast.now)
    look = UnexplainedLook.objects.get(viewer=cast.theo)
    close_look(look, outcome=UnexplainedLook.Outcome.BREACH, reason="No task.", act=cast.act(cast.elin))
    return cast


def sent(browser, breach, part, **given):
    return browser.post(reverse("staff:breach", args=[breach.pk]), {"part": part, **given})


def test_from_a_look_to_a_letter_that_maya_reads_and_a_report(looked):
    elin, maya, today = looked.browser(looked.elin), looked.browser(looked.maya), looked.today.isoformat()
    book = text_of(elin.get(BOOK))
    assert "a look that was closed as a possible breach" in book and "Nothing is owed." in book
    typed = {
        "how": "look",
        "words": "She read it out of curiosity.",
        "found_on": "3000-01-01",
        "name": "Maya P.",
        "key": str(uuid4()),
    }
    refused = elin.post(BOOK, typed)
    assert refused.status_code == 422 and "still to come" in text_of(refused)
    assert "out of curiosity" in text_of(refused) and not Breach.objects.exists()
    for _twice in (1, 2):
        elin.post(BOOK, typed | {"found_on": today})
    breach = Breach.objects.get()
    assert "May belong here" not in text_of(elin.get(BOOK)) and "1 breach with something to do" in text_of(
        elin.get("/team/")
    )
    low = sent(elin, breach, "weighing", finding="low", reason="Nobody saw it.", nature="Names.")
    assert low.status_code == 422 and "shown by all four answers" in text_of(low)
    early = sent(elin, breach, "notice", language="en", **NOTICE)
    assert early.status_code == 422 and "Weigh it first" in text_of(early) and "555-0100" in text_of(early)
    sent(elin, breach, "weighing", finding="notify", reason="It was read.")
    assert "A letter about your records" not in text_of(maya.get("/me/"))
    sent(elin, breach, "notice", language="en", **NOTICE)
    assert "A letter about your records" in text_of(maya.get("/me/"))
    letter = text_of(maya.get("/me/letters/"))
    assert "Somebody here read your check-ins." in letter and "curiosity" not in letter
    sent(elin, breach, "telling", whom="all", way="letter", on=today)
    sent(elin, breach, "report", whom="office", on=today, receipt="R-7")
    assert "Everybody was told, and it is reported." in text_of(
        elin.get(reverse("staff:breach", args=[breach.pk]))
    )
    maya.post(reverse("client:letter_read", args=[BreachPerson.objects.get().pk]))
    assert "A letter about your records" not in text_of(maya.get("/me/"))


def test_to_everybody_else_there_is_no_book_and_no_letter(looked):
    elin, today = looked.browser(looked.elin), looked.today.isoformat()
    elin.post(
        BOOK, {"how": "lost", "words": "A phone.", "found_on": today, "name": "Maya P.", "key": str(uuid4())}
    )
    breach, named = Breach.objects.get(), BreachPerson.objects.get()
    for who in ("theo", "ravi", "priya"):
        browser = looked.browser(looked.people[who])
        assert [browser.get(one).status_code for one in (BOOK, f"{BOOK}{breach.pk}/")] == [404, 404]
        assert sent(browser, breach, "weighing", finding="notify", reason="So.").status_code == 404
        assert browser.post(reverse("staff:breach_person_out", args=[named.pk])).status_code == 404
    theo = looked.browser(looked.theo)
    assert theo.post(reverse("client:letter_read", args=[named.pk])).status_code == 404
    assert not breach.weighings.exists()
