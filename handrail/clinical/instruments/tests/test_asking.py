"""Which questions are asked next, and which scales somebody can answer alone."""

import pytest

from handrail.clinical.instruments.asking import due, is_answered_by_choosing
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scoring import score

ASKED = [
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


@pytest.mark.parametrize(
    "one", [one for one in catalogue() if one.scoring.method != "none"], ids=lambda one: one.id
)
def test_whoever_answers_what_is_asked_gets_a_result(one):
    given = {}
    while item := next((item for item in due(one, given) if item.id not in given), None):
        given[item.id] = item.options[-1].value if item.options else 1
    assert score(one, given).missing == ()


def test_what_a_person_can_answer_alone_offers_words_for_every_question_and_is_not_for_staff():
    alone = {one.id for one in catalogue() if is_answered_by_choosing(one)}
    assert alone == {
        "auditc", "barc10", "core10", "gad2", "gad7", "needs_check", "pcl5", "pcptsd5", "phq2", "phq9", "taps1",
    }  # fmt: skip
