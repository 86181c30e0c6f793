"""Questions in our own wording: asked like a scale, answered in places, words and several at once, and never a score."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from handrail.continuum.copies.saying import plain, said
from handrail.continuum.watch.models import Finding
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import HalfAnswered, Response
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.client.tests.test_spanish import sign_in

GOAL = "Sleep before midnight \U0001f319 and call Sam"


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


@pytest.fixture
def asked(live_cast):
    def ask(piece):
        due = live_cast.today + timedelta(days=7)
        act = live_cast.act(live_cast.priya)
        return measures.ask(live_cast.maya, instrument_id=piece, due_on=due, act=act)

    return ask


def text_of(answer):
    return answer.content.decode()


def answer(browser, asked, item, **sent):
    return browser.post(reverse("client:scale", args=[asked.pk]), {"asked": item, **sent})


def measures_page(live_cast, who):
    return live_cast.browser(who).get(reverse("staff:measures", args=[live_cast.maya.pk]))


def test_maya_writes_and_picks_places_and_what_she_wrote_lies_sealed_and_is_read_as_words(
    live_cast, maya, asked
):
    rulers = asked("readiness_rulers")
    url = reverse("client:scale", args=[rulers.pk])
    first = text_of(maya.get(url))
    assert "What change are you thinking about?" in first and "nothing is added up" in first
    assert answer(maya, rulers, "ruler_goal", words=GOAL).status_code == 302
    page = text_of(maya.get(url))
    assert "0 is not important, 10 is extremely important." in page and 'value="10"' in page
    # What she wrote is kept, sealed, and stands there again when she goes back.
    assert GOAL in text_of(maya.get(url, {"ask": "ruler_goal"}))
    for item, place in (("ruler_importance", "8"), ("ruler_confidence", "3"), ("ruler_readiness", "skip")):
        answer(maya, rulers, item, answer=place)
    # A choice makes the question why not lower come; the word "skip" is a word like any other.
    assert "and not a lower one" in text_of(maya.get(url))
    answer(maya, rulers, "ruler_why_not_lower", words="skip")
    last = answer(maya, rulers, "ruler_what_helps", answer="skip")
    made = Response.objects.get(instrument="readiness_rulers")
    assert "Thank you. That is all for now." in text_of(maya.get(last["Location"]))
    assert (made.total, made.band) == (None, "")
    assert made.answers == {"ruler_importance": 8, "ruler_confidence": 3}
    assert (made.told["ruler_goal"], made.told["ruler_why_not_lower"]) == (GOAL, "skip")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, answers::text FROM measures_response WHERE id = %s", [made.pk])
        kept, chosen = cursor.fetchone()
    assert b"midnight" not in bytes(kept) and "midnight" not in chosen
    for page in (
        text_of(measures_page(live_cast, live_cast.priya)),
        text_of(maya.get(reverse("client:charts"))),
    ):
        assert GOAL in page and "8 on a scale to 10" in page and "answers to talk about" in page
    assert f"What change are you thinking about?: {GOAL}" in said(made, "answers", live_cast.maya)
    assert {"ruler_goal"} <= {one["item"] for one in plain(made, "answers")}
    assert said(made, "scoring_version", live_cast.maya) == []
    assert measures_page(live_cast, live_cast.theo).status_code == 404


@pytest.mark.parametrize(
    ("piece", "item", "sent", "words"),
    [
        ("readiness_rulers", "ruler_goal", {"words": "x" * 1001}, "there is room for 1000"),
        ("readiness_rulers", "ruler_goal", {"words": "kept\x00"}, "did not arrive whole"),
        ("readiness_rulers", "ruler_goal", {"words": "  "}, "Please write a few words here."),
        ("craving_now", "craving_now_1", {"answer": "11"}, "Please pick one of the answers"),
        ("craving_now", "craving_now_1", {"answer": "-1"}, "Please pick one of the answers"),
        ("craving_now", "craving_now_1", {}, "Please pick one of the answers"),
    ],
)
def test_what_is_no_answer_is_asked_again_with_what_was_typed(maya, asked, piece, item, sent, words):
    again = answer(maya, asked(piece), item, **sent)
    assert again.status_code == 422 and words in text_of(again)
    assert sent.get("words", "").rstrip("\x00") in text_of(again) and not HalfAnswered.objects.exists()


def test_several_are_picked_and_one_that_is_unknown_is_refused_with_the_others_still_picked(maya, asked):
    craving = asked("craving_now")
    answer(maya, craving, "craving_now_1", answer="6")
    answer(maya, craving, "craving_now_2", answer="alcohol")
    again = answer(maya, craving, "craving_now_3", several=["bored", "moon"])
    assert again.status_code == 422 and 'value="bored" checked' in text_of(again)
    assert answer(maya, craving, "craving_now_3").status_code == 422
    answer(maya, craving, "craving_now_3", several=["bored", "alone"])
    assert Response.objects.get().answers["craving_now_3"] == ["bored", "alone"]
    assert "Bored, alone" in text_of(maya.get(reverse("client:charts")))


def test_a_strong_urge_brings_support_at_once_and_concerns_the_team_when_it_comes_again(maya, asked):
    last = answer(maya, asked("craving_now"), "craving_now_1", answer="7")
    assert last.status_code == 200 and "A hard moment passes more easily with somebody." in text_of(last)
    made = Response.objects.get()
    assert made.answers == {"craving_now_1": 7} and not Finding.objects.exists()
    # Strong again within three days concerns her team too: those who may read her measures.
    Response.objects.filter(pk=made.pk).update(made_at=made.made_at - timedelta(days=1))
    answer(maya, asked("craving_now"), "craving_now_1", answer="8")
    assert (Finding.objects.get().rule, Finding.objects.get().level) == ("craving_now_again", "alert")


def test_not_feeling_safe_with_someone_is_raised_before_the_answer_is_out_and_names_no_topic(
    live_cast, maya, asked
):
    needs = asked("needs_check")
    for item in ("need_food", "need_housing", "need_homeless", "need_home_condition", "need_utilities",
                 "need_transport", "need_money", "need_goods", "need_work", "need_education"):  # fmt: skip
        answer(maya, needs, item, answer="no")
    last = answer(maya, needs, "need_safety", answer="yes")
    assert "Want someone now?" in text_of(last)
    finding = Finding.objects.get()
    assert (finding.rule, finding.level) == ("need_safety_yes", "strong")
    assert finding.headline == "Needs check: an answer asks for a word in private"
    # Her team reads what she said; on her own phone others may read along.
    assert "Feeling unsafe with someone" in text_of(measures_page(live_cast, live_cast.priya))
    mine = text_of(maya.get(reverse("client:charts")))
    assert "School, training or reading" in mine and "Feeling unsafe" not in mine


@pytest.mark.parametrize(
    ("chosen", "readers"), [("team", {"priya", "ravi"}), ("supervisor", {"ravi"}), ("nobody", set()), ("skip", set())]
)  # fmt: skip
def test_maya_chooses_who_sees_what_she_says_about_a_session(live_cast, maya, asked, chosen, readers):
    feedback = asked("session_feedback")
    assert "If you skip that, nobody but you does." in text_of(
        maya.get(reverse("client:scale", args=[feedback.pk]))
    )
    answer(maya, feedback, "sf_seen_by", answer=chosen)
    for n in range(1, 5):
        answer(maya, feedback, f"sf_{n}", answer="2")
    answer(maya, feedback, "sf_5", words="Ask me first")
    for name in ("priya", "ravi"):
        page = measures_page(live_cast, live_cast.people[name])
        assert page.status_code == 200
        assert ("Ask me first" in text_of(page)) is (name in readers)
    assert "Ask me first" in text_of(maya.get(reverse("client:charts")))


def test_every_question_of_a_piece_is_in_spanish_and_a_published_scale_keeps_its_words(live_cast, asked):
    live_cast.maya.language = "es"
    live_cast.maya.save(update_fields=["language"])
    maya = sign_in(live_cast.maya)
    needs, rulers, published = asked("needs_check"), asked("readiness_rulers"), asked("phq2")
    page = text_of(maya.get(reverse("client:scale", args=[needs.pk])))
    assert "Tener suficiente comida" in page and "Prefiero no decirlo" in page and "<b>No</b>" in page
    answer(maya, needs, "need_food", answer="not sure")
    assert "¿Quieres ayuda con esto?" in text_of(maya.get(reverse("client:scale", args=[needs.pk])))
    answer(maya, rulers, "ruler_goal", words="Dormir")
    for one in (needs, rulers):
        assert english_in(text_of(maya.get(reverse("client:scale", args=[one.pk])))) == set()
    page = text_of(maya.get(reverse("client:scale", args=[published.pk])))
    assert '<h1 lang="en">Little interest' in page and "Saltar esta" in page
