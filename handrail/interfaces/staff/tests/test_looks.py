"""What Theo and Ravi are asked about a look, what Elin sees of it, and what Maya reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.continuum.looks.actions import weigh_looks
from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.foundation.ledger.actions import record_viewing
from handrail.interfaces.language import COOKIE
from handrail.interfaces.staff.tests.conftest import text_of

HOUR = timedelta(hours=1)
HERE = "/team/privacy/looks/"


@pytest.fixture
def looked(live_cast):
    """Theo's look at Maya that should have been impossible, and Ravi's that only his role opened."""
    for who, basis in (("theo", "assigned"), ("ravi", "programme")):
        act = live_cast.act(live_cast.people[who], live_cast.now - HOUR)
        record_viewing(live_cast.maya, "checkins", basis, act=act)
    weigh_looks(live_cast.now)
    return live_cast


def question_of(cast, who):
    return reverse("staff:look_answer", args=[LookQuestion.objects.get(worker=cast.people[who]).pk])


def test_theo_is_asked_kindly_on_today_without_a_name_and_answers_once(looked):
    theo = looked.browser(looked.theo)
    today = text_of(theo.get("/team/"))
    assert "A short question" in today and "A record that is not open to you" in today and "Maya" not in today
    again = theo.post(question_of(looked, "theo"), {"answer": "other", "words": " "})
    assert again.status_code == 422 and "Please say in a few words" in text_of(again)
    assert (
        theo.post(question_of(looked, "theo"), {"answer": "other", "words": "A wrong number."}).status_code
        == 302
    )
    assert "Thank you. You wrote: Something else." in text_of(theo.get("/team/"))
    theo.post(question_of(looked, "theo"), {"answer": "mistake"})
    assert LookQuestion.objects.get(worker=looked.theo).words == "A wrong number."


def test_ravi_reads_whose_record_it_was_and_nobody_answers_for_another(looked):
    assert "Maya P.’s record" in text_of(looked.browser(looked.ravi).get("/team/"))
    for who in ("theo", "elin", "priya"):
        browser = looked.browser(looked.people[who])
        assert browser.post(question_of(looked, "ravi"), {"answer": "mistake"}).status_code == 404
    assert "A short question" not in text_of(looked.browser(looked.priya).get("/team/"))


def test_elin_sees_each_item_with_its_answer_and_closes_it_with_a_reason(
    looked, django_assert_max_num_queries
):
    elin = looked.browser(looked.elin)
    assert "2 looks to understand" in text_of(elin.get("/team/"))
    with django_assert_max_num_queries(22) as asked:
        shown = text_of(elin.get(HERE))
    assert "Theo B. looked at Maya P.’s record" in shown and shown.count("Not answered yet.") == 2
    assert shown.count("· Check-ins</p>") == 2 and sum("ledger_viewing" in one["sql"] for one in asked) == 1
    look = UnexplainedLook.objects.get(viewer=looked.theo)
    closing = reverse("staff:look_closing", args=[look.pk])
    refused = elin.post(closing, {"outcome": "talked", "reason": ""})
    assert refused.status_code == 422 and "Please write a few words here." in text_of(refused)
    looked.browser(looked.theo).post(question_of(looked, "theo"), {"answer": "mistake"})
    assert "Their answer: I opened it by mistake." in text_of(elin.get(HERE))
    elin.post(closing, {"outcome": "talked", "reason": "A wrong number."})
    elin.post(closing, {"outcome": "breach", "reason": "Again."})
    look.refresh_from_db()
    assert (look.outcome, look.reason, look.closed_by) == ("talked", "A wrong number.", looked.elin)
    assert "1 look to understand" in text_of(elin.get("/team/"))


def test_to_everybody_else_there_is_no_such_page_and_no_such_item(looked):
    closing = reverse("staff:look_closing", args=[UnexplainedLook.objects.get(viewer=looked.theo).pk])
    for who in ("theo", "ravi", "priya", "noor"):
        browser = looked.browser(looked.people[who])
        assert browser.get(HERE).status_code == 404
        assert browser.post(closing, {"outcome": "work", "reason": "So."}).status_code == 404
        assert "to understand" not in text_of(browser.get("/team/"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_maya_reads_that_it_was_asked_about_and_what_came_of_it(looked, language):
    maya = looked.browser(looked.maya)
    maya.cookies[COOKIE] = language
    words = {
        "en": (
            "We do not know yet.",
            "We asked them what this look was for.",
            "Our privacy officer talked with them.",
        ),
        "es": ("Todavía no lo sabemos.", "Le preguntamos para qué miró.", "No hacía falta."),
    }[language]
    told = text_of(maya.get(reverse("client:looks")))
    assert "They care for you." not in told and words[0] in told and words[1] in told and words[2] not in told
    elin = looked.browser(looked.elin)
    look = UnexplainedLook.objects.get(viewer=looked.theo)
    elin.post(
        reverse("staff:look_closing", args=[look.pk]), {"outcome": "talked", "reason": "A wrong number."}
    )
    told = text_of(maya.get(reverse("client:looks")))
    assert words[2] in told and "A wrong number." not in told
