"""Which questions are asked next, and which scales somebody can answer alone."""

import pytest

from handrail.clinical.instruments.asking import due, is_answered_alone, is_piece
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scoring import score

PIECES = {"craving_now", "readiness_rulers", "session_feedback", "needs_check"}
ASKED = [
    ("session_feedback", {}, ["sf_seen_by", "sf_1", "sf_2", "sf_3", "sf_4", "sf_5"]),
    (
        "readiness_rulers",
        {},
        ["ruler_goal", "ruler_importance", "ruler_confidence", "ruler_readiness", "ruler_what_helps"],
    ),
    ("craving_now", {}, ["craving_now_1", "craving_now_2", "craving_now_3"]),
    ("phq9", {}, [f"phq9_{n}" for n in range(1, 10)]),
    ("phq9", {"phq9_3": 1}, [f"phq9_{n}" for n in range(1, 11)]),
    ("phq9", {"phq9_3": 0}, [f"phq9_{n}" for n in range(1, 10)]),
    ("auditc", {}, ["auditc_1", "auditc_2", "auditc_3"]),
    ("auditc", {"auditc_1": 0}, ["auditc_1"]),
    ("auditc", {"auditc_1": 1}, ["auditc_1", "auditc_2", "auditc_3"]),
    ("taps1", {}, ["taps1_1", "taps1_3", "taps1_4", "taps1_5"]),
    ("pcptsd5", {"pcptsd5_gate": 0}, ["pcptsd5_gate"]),
    ("pcptsd5", {"pcptsd5_gate": 1}, ["pcptsd5_gate", *(f"pcptsd5_{n}" for n in range(1, 6))]),
    ("asq", {"asq_1": 0}, ["asq_1", "asq_2", "asq_3", "asq_4"]),
    ("asq", {"asq_2": "no_answer"}, ["asq_1", "asq_2", "asq_3", "asq_4", "asq_5"]),
]


@pytest.mark.parametrize(("id", "given", "expected"), ASKED)
def test_a_question_is_asked_when_the_answers_call_for_it(id, given, expected):
    assert [item.id for item in due(instrument(id), given)] == expected


def test_help_is_asked_about_right_after_a_need_that_is_one_or_may_be_one():
    given = {"need_food": "yes", "need_housing": "no", "need_utilities": "not sure"}
    asked = [item.id for item in due(instrument("needs_check"), given)]
    assert asked[:3] == ["need_food", "need_food_help", "need_housing"] and "need_housing_help" not in asked
    assert "need_utilities_help" in asked


@pytest.mark.parametrize(
    "one", [one for one in catalogue() if one.scoring.method != "none"], ids=lambda one: one.id
)
def test_whoever_answers_what_is_asked_gets_a_result(one):
    given = {}
    while item := next((item for item in due(one, given) if item.id not in given), None):
        given[item.id] = item.options[-1].value if item.options else 1
    assert score(one, given).missing == ()


def test_what_a_person_can_answer_alone_offers_words_places_or_room_and_is_not_for_staff():
    alone = {one.id for one in catalogue() if is_answered_alone(one)}
    assert alone == {
        "auditc", "barc10", "core10", "gad2", "gad7", "pcl5", "pcptsd5", "phq2", "phq9", "taps1", *PIECES,
    }  # fmt: skip
    assert {one.id for one in catalogue() if is_piece(one)} == PIECES
