"""What a worksheet takes, and what a day card asks for at once: below, at and above each place."""

from __future__ import annotations

import pytest

from handrail.clinical.early_warning.direct_rules.finding import (
    EMERGENCY,
    PRIORITY,
    SAME_SESSION,
    SUPPORT_NOW,
)
from handrail.clinical.practices.answers import WrongAnswer, checked
from handrail.clinical.practices.ranking import ranked
from handrail.clinical.practices.safety import safety_of
from handrail.clinical.practices.shelf import method

CARD, RECORD = method("diary_card"), method("thought_record")


def test_every_question_can_be_skipped_and_what_is_empty_is_not_kept():
    assert checked(RECORD, {}) == {}
    assert checked(RECORD, {"thought": "", "strength": None, "strength_now": 0}) == {"strength_now": 0}


@pytest.mark.parametrize(
    ("asked", "given"),
    [(RECORD, {"strength": 11}), (RECORD, {"strength": -1}), (RECORD, {"strength": "7"}), (RECORD, {"strength": True}),
     (RECORD, {"thought": "x" * 2001}), (RECORD, {"thought": 5}), (RECORD, {"what_else": "x"}),
     (CARD, {"used": "maybe"}), (CARD, {"skills": "a line"}), (CARD, {"skills": ["x" * 301]}),
     (CARD, {"skills": ["x"] * 13})],
)  # fmt: skip
def test_an_answer_that_its_question_does_not_take_is_refused(asked, given):
    with pytest.raises(WrongAnswer):
        checked(asked, given)


@pytest.mark.parametrize(
    ("answers", "level"),
    [({}, None), ({"urge_die": 0}, None), ({"urge_die": 1}, SUPPORT_NOW), ({"urge_die": 2}, SAME_SESSION),
     ({"urge_die": 3}, SAME_SESSION), ({"urge_die": 4}, EMERGENCY), ({"urge_die": 5}, EMERGENCY),
     ({"urge_harm": 0}, None), ({"urge_harm": 1}, SUPPORT_NOW), ({"urge_harm": 2}, SUPPORT_NOW),
     ({"urge_harm": 3}, SAME_SESSION), ({"urge_harm": 5}, SAME_SESSION), ({"hurt_self": "no"}, None),
     ({"hurt_self": "yes"}, SAME_SESSION), ({"urge_harm": 1, "urge_die": 5, "hurt_self": "yes"}, EMERGENCY)],
)  # fmt: skip
def test_how_pressing_an_answer_is(answers, level):
    found = safety_of(CARD, answers)
    assert (found[0].level if found else None) == level


@pytest.mark.parametrize(
    ("answers", "level"),
    [({}, None), ({"signs": []}, None), ({"signs": ["a"]}, SUPPORT_NOW), ({"signs": ["a", "b"]}, SUPPORT_NOW),
     ({"signs": ["a", "b", "c"]}, PRIORITY), ({"signs": ["a"] * 4}, PRIORITY), ({"tell": "yes"}, PRIORITY),
     ({"signs": ["a"], "tell": "yes"}, PRIORITY), ({"tell": "no"}, None)],
)  # fmt: skip
def test_own_signs_are_counted_and_a_wish_is_heard(answers, level):
    found = safety_of(method("signs_today"), answers)
    assert (found[0].level if found else None) == level


def test_no_safety_question_is_answered_by_a_rule_that_there_is_not():
    for question in CARD.questions:
        if question.safety:
            value = "yes" if question.type == "choice" else question.top
            assert safety_of(CARD, {question.id: value})


def test_what_helped_most_comes_first_in_the_latest_words():
    told = [("Called Rosa", 6), ("walked", 9), ("called  rosa.", 8), ("Cold water", 7)]
    found = [(one.words, one.mean, one.times) for one in ranked(told)]
    assert found == [("walked", 9, 1), ("called  rosa.", 7, 2), ("Cold water", 7, 1)]
    assert ranked([]) == []
