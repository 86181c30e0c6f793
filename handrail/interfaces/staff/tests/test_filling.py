"""A scale filled in by a worker with Maya, or rated: in its own words, never half by mistake, and raised at once."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.instruments.instrument import instrument
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import HalfAnswered, Response
from handrail.interfaces.staff.tests.conftest import text_of

WHOLE = {f"phq9_{n}": "1" for n in range(1, 9)} | {"phq9_9": "0", "phq9_10": "1"}
COWS = {
    "cows_pulse": "2", "pulse_per_minute": "110", "cows_sweating": "3", "cows_restlessness": "3", "cows_pupils": "2",
    "cows_aches": "2", "cows_nose": "1", "cows_gi": "0", "cows_tremor": "0", "cows_yawning": "0", "cows_anxiety": "0",
    "cows_gooseflesh": "0",
}  # fmt: skip


@pytest.fixture
def fill(team):
    def send(who, scale, **sent):
        address = reverse("staff:filling", args=[team.maya.pk, scale])
        return who.post(address, {"key": str(uuid4()), **sent})

    return send


def made():
    return Response.objects.order_by("pk").last()


def test_priya_reads_the_questions_as_they_stand_and_their_terms(team, priya):
    text = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "phq9"])))
    assert "Little interest or pleasure in doing things" in text and "More than half the days" in text
    assert "Robert L. Spitzer" in text
    rated = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "cows"])))
    assert "Never sent to anybody" in rated and "4 · pulse rate greater than 120" in rated
    hard = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "pcptsd5"])))
    assert "that they may skip any" in hard
    assert (
        hard.index("Have you ever experienced")
        < hard.index("In the past month, have you…")
        < hard.index("nightmares")
    )
    asked = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "asq"])))
    assert "If yes, how? When?" in asked and "when any answer above is Yes or was declined" in asked


def test_whole_answers_are_scored_and_say_that_they_were_given_with_a_worker(team, priya, fill):
    answer = fill(priya, "phq9", **WHOLE)
    assert "8 of 27, mild" in text_of(answer) and "not a diagnosis" in text_of(answer)
    assert (made().total, made().way, made().answers["phq9_10"]) == (8, "with_worker", 1)
    assert "Mild. Answered with a worker" in text_of(priya.get(reverse("staff:person", args=[team.maya.pk])))
    assert Entry.objects.get(kind="measures.response.scored", subject=made().pk).actor == team.priya


def test_a_rating_keeps_the_pulse_beside_its_total_and_says_what_it_asks_for(priya, fill):
    text = text_of(fill(priya, "cows", **COWS))
    assert "13 of 48, moderate" in text and "Prescriber contact" in text and "988" in text
    assert (made().way, made().answers["pulse_per_minute"]) == ("rated", 110)


def test_a_range_says_whose_it_is_where_published_ones_differ(team, priya, fill):
    found = fill(priya, "ciwaar", **{item.id: "1" for item in instrument("ciwaar").items})
    assert "10 of 67, moderate (ASAM 2020)" in text_of(found)
    assert "Moderate (ASAM 2020)" in text_of(priya.get(reverse("staff:person", args=[team.maya.pk])))


def test_an_open_question_is_asked_about_and_left_out_only_on_purpose(team, priya, fill):
    before = Response.objects.count()
    again = fill(priya, "phq9", **(WHOLE | {"phq9_3": ""}))
    assert again.status_code == 422 and "1 question has no answer" in text_of(again)
    assert Response.objects.count() == before
    kept = fill(priya, "phq9", **(WHOLE | {"phq9_3": "", "open": "yes"}))
    assert "No total" in text_of(kept) and made().total is None and "phq9_3" not in made().answers


def test_an_answer_that_cannot_wait_is_kept_and_raised_at_once_whoever_wrote_it(team, priya, fill):
    page = unescape(text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "phq9"]))))
    assert 'data-pressing="{"phq9_9": ["1", "2", "3"]}"' in page and "This answer cannot wait" in page
    text = text_of(fill(priya, "phq9", phq9_9="1", later="yes"))
    assert "Show support and crisis contacts" in text and "988" in text
    assert made().answers == {"phq9_9": 1}
    assert Finding.objects.filter(person=team.maya, rule="phq9_item9", level="strong").count() == 1


@pytest.mark.parametrize("before", ["", "0"])
def test_a_yes_to_thoughts_right_now_counts_whatever_was_answered_before_it(team, priya, fill, before):
    text = text_of(fill(priya, "asq", **{f"asq_{n}": before for n in range(1, 5)}, asq_5="1"))
    assert "Do not leave the person alone." in text and "Acute positive" in text
    assert Finding.objects.filter(person=team.maya, rule="asq_acute").count() == 1


def test_what_is_kept_for_later_is_there_for_priya_and_for_nobody_else(team, priya, fill):
    before = Response.objects.count()
    sent = fill(priya, "core10", core10_1="3", later="yes")
    assert sent["Location"].endswith("?told=later") and Response.objects.count() == before
    half = HalfAnswered.objects.get()
    page = reverse("staff:filling", args=[team.maya.pk, "core10"])
    chosen = 'id="answer-core10_1_3" checked'
    assert chosen in text_of(priya.get(page)) and str(half.key) in text_of(priya.get(page))
    assert chosen not in text_of(team.browser(team.ada).get(page))
    fill(priya, "core10", **{f"core10_{n}": "2" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10)}, core10_6="0")
    assert not HalfAnswered.objects.exists()


def test_sent_twice_it_is_kept_once(team, priya):
    sent = {"key": str(uuid4()), **WHOLE}
    before = Response.objects.count()
    for _ in range(2):
        assert priya.post(reverse("staff:filling", args=[team.maya.pk, "phq9"]), sent).status_code == 200
    assert Response.objects.count() == before + 1


def test_an_answer_to_a_question_that_is_not_asked_is_left_out(priya, fill):
    text = text_of(fill(priya, "auditc", auditc_1="0", auditc_2="4", auditc_3="4"))
    assert "0 of 12" in text and made().answers == {"auditc_1": 0}


@pytest.mark.parametrize(
    "sent",
    [{}, {"phq9_1": "4"}, {"phq9_1": "\x00"}, {"key": "x", "phq9_1": "1"}, {"phq9_1": ["1", "2"]}],
)
def test_what_is_no_answer_is_asked_again_and_nothing_is_kept(priya, fill, sent):
    before = Response.objects.count()
    assert fill(priya, "phq9", **sent).status_code == 422
    assert Response.objects.count() == before


@pytest.mark.parametrize("scale", ["dast10", "daily_checkin", "safety_plan", "phq-9"])
def test_what_is_not_on_the_shelf_for_this_has_no_page(team, priya, scale):
    assert priya.get(reverse("staff:filling", args=[team.maya.pk, scale])).status_code == 404


def test_theo_sam_and_ravi_fill_in_nothing_of_mayas(team, theo, sam, fill):
    before = Response.objects.count()
    for who in (theo, sam, team.browser(team.ravi)):
        assert who.get(reverse("staff:filling", args=[team.maya.pk, "phq9"])).status_code == 404
        assert fill(who, "phq9", **WHOLE).status_code == 404
    assert Response.objects.count() == before


def test_priya_goes_through_our_own_questions_with_maya_and_there_is_no_total(team, priya, fill, theo):
    page = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "readiness_rulers"])))
    assert "answers to talk about" in page and "10: ready now" in page
    again = fill(priya, "readiness_rulers", ruler_goal="x" * 1001, ruler_importance="4")
    assert again.status_code == 422 and "x" * 1001 in text_of(again) and "room for 1000" in text_of(again)
    assert fill(priya, "readiness_rulers", ruler_importance="11").status_code == 422
    later = fill(priya, "readiness_rulers", ruler_goal="Call my sister", ruler_importance="9", later="yes")
    assert later.status_code == 302
    half = text_of(priya.get(reverse("staff:filling", args=[team.maya.pk, "readiness_rulers"])))
    assert ">\nCall my sister</textarea>" in half and 'value="9"' in half
    kept = text_of(fill(priya, "readiness_rulers", ruler_goal="Call my sister", ruler_importance="9"))
    assert "Call my sister" in kept and "9 on a scale to 10" in kept and "Result" not in kept
    assert (made().total, made().told["ruler_goal"]) == (None, "Call my sister")
    several = text_of(fill(priya, "craving_now", craving_now_1="8", craving_now_3=["bored", "pain"]))
    assert "coping plan" in several and "Bored, pain" in several and "988" in several
    help_wanted = fill(priya, "needs_check", need_money="yes", need_money_help="yes please")
    assert "Money for everyday needs: Would you like help with it?" in text_of(help_wanted)
    measures = text_of(priya.get(reverse("staff:measures", args=[team.maya.pk])))
    assert "Call my sister" in measures and "Yes please" in measures and "Answered with a worker" in measures
    assert theo.get(reverse("staff:filling", args=[team.maya.pk, "craving_now"])).status_code == 404
