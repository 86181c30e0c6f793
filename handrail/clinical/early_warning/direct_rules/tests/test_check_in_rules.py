"""What one daily check-in asks for at once, on both sides of each cut-off, before there is any usual."""

import pytest

from handrail.clinical.early_warning.assessment import SilenceEvidence
from handrail.clinical.early_warning.direct_rules import CheckInAnswers, rules_for
from handrail.clinical.early_warning.direct_rules.cold_start import cold_start_craving
from handrail.clinical.early_warning.direct_rules.finding import LEVELS
from handrail.clinical.early_warning.direct_rules.missed_sessions import missed_sessions
from handrail.clinical.early_warning.direct_rules.no_check_in import no_check_in
from handrail.clinical.early_warning.direct_rules.reported_use import reported_use
from handrail.clinical.early_warning.direct_rules.safety import safety
from handrail.clinical.early_warning.direct_rules.short_sleep import short_sleep
from handrail.clinical.early_warning.direct_rules.support_now import support_now

TODAY = 739_000

USE = [("yes", "priority"), ("no", None), ("unsaid", None), (None, None)]
SAFE = [
    ("no", ("not_safe", "emergency")),
    ("not_sure", ("not_sure_of_safety", "same_session")),
    ("yes", None),
    (None, None),
]
#: Craving, confidence, and what the reason says.
SUPPORT = [
    (6, 4, None),
    (6.5, 3.5, None),
    (7, 4, "Answered craving 7 of 10."),
    (8, None, "Answered craving 8 of 10."),
    (6, 3, "Answered confidence 3 of 10."),
    (None, 0, "Answered confidence 0 of 10."),
    (7, 3, "Answered craving 7 of 10 and confidence 3 of 10."),
    (None, None, None),
]
#: Craving in the check-ins, oldest first.
COLD_START = [
    ([8], False), ([8, 8], True), ([7, 8], False), ([8, 7.5, 8], True), ([8, 7, 7], False), ([9, 10, 2], True),
    ([8, 8, 1, 1], False), ([8, 1, 8, 1], False), ([8, None, 8], True), ([8, None, None], False), ([], False),
]  # fmt: skip
#: Days ago, sleep and stress of each check-in, oldest first.
SLEEP = [
    ([(2, 4.5, 7), (1, 4.5, 7), (0, 4.5, 7)], True),
    ([(2, 0, 10), (1, 4, 9), (0, 4.5, 8)], True),
    ([(2, 4.5, 7), (1, 5, 7), (0, 4.5, 7)], False),
    ([(2, 4.5, 7), (1, 4.5, 6), (0, 4.5, 7)], False),
    ([(2, 4.5, 7), (1, 4.5, 7), (0, 5, 7)], False),
    ([(1, 4.5, 7), (0, 4.5, 7)], False),
    ([(3, 4.5, 7), (1, 4.5, 7), (0, 4.5, 7)], False),
    ([(2, 4.5, 7), (1, None, 7), (0, 4.5, 7)], False),
    ([(2, 4.5, 7), (1, 4.5, None), (0, 4.5, 7)], False),
    ([(2, 4.5, 7), (1, 4.5, 7), (0, 4.5, 2), (0, 6, 7)], True),
    ([(3, 4.5, 7), (2, 4.5, 7), (1, 4.5, 7), (0, 8, 1)], False),
]
#: Missed days in a row, usual answer rate.
MISSED = [(2, 0.9, False), (3, 0.9, True), (7, 0.9, True), (3, 0.5, False), (3, 0.51, True), (0, 1.0, False)]


def check_in(**answers):
    return CheckInAnswers(TODAY, **answers)


def row(cravings):
    first = TODAY - len(cravings) + 1
    return [CheckInAnswers(day, craving=craving) for day, craving in enumerate(cravings, first)]


@pytest.mark.parametrize(("use", "level"), USE)
def test_only_a_yes_to_use_is_told_and_rather_not_say_is_no_yes(use, level):
    found = reported_use(check_in(use=use))
    assert (found and found.level) == level


def test_reported_use_brings_help_and_no_penalty():
    found = reported_use(check_in(use="yes"))
    assert found.rule_id == "reported_use"
    assert "no automatic penalty" in found.action and "overdose-safety" in found.action


@pytest.mark.parametrize(("safe", "expected"), SAFE)
def test_an_answer_of_no_or_not_sure_to_feeling_safe_is_told(safe, expected):
    found = safety(check_in(safe=safe))
    assert (found and (found.rule_id, found.level)) == expected


@pytest.mark.parametrize(("craving", "confidence", "reason"), SUPPORT)
def test_a_strong_urge_or_low_confidence_offers_support_now(craving, confidence, reason):
    found = support_now(check_in(craving=craving, confidence=confidence))
    assert (found and found.reason) == reason
    assert found is None or (found.rule_id, found.level) == ("support_now", "support_now")


@pytest.mark.parametrize(("cravings", "expected"), COLD_START)
def test_craving_of_eight_on_two_of_the_last_three_check_ins_is_told_before_there_is_a_usual(
    cravings, expected
):
    found = cold_start_craving(row(cravings))
    assert (found is not None) == expected
    assert found is None or (found.rule_id, found.level) == ("cold_start_craving", "priority")


@pytest.mark.parametrize(("days", "expected"), SLEEP)
def test_three_days_in_a_row_of_short_sleep_under_stress_are_told(days, expected):
    recent = [CheckInAnswers(TODAY - ago, sleep_hours=sleep, stress=stress) for ago, sleep, stress in days]
    found = short_sleep(recent)
    assert (found is not None) == expected
    assert found is None or (found.rule_id, found.level) == ("short_sleep_with_stress", "priority")


@pytest.mark.parametrize(("in_a_row", "rate", "expected"), MISSED)
def test_three_days_without_a_word_from_somebody_who_usually_checks_in_ask_for_a_human_message(
    in_a_row, rate, expected
):
    found = no_check_in(SilenceEvidence(in_a_row, 7, in_a_row, rate, 0.1))
    assert (found is not None) == expected
    assert found is None or (found.rule_id, found.level) == ("no_check_in", "priority")


@pytest.mark.parametrize(("in_a_row", "expected"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_sessions_in_a_row_without_them_are_a_reason_to_look_at_how_we_reach_out(in_a_row, expected):
    assert (missed_sessions(in_a_row) is not None) == expected


def test_the_most_pressing_rule_comes_first_and_all_are_told():
    recent = [
        CheckInAnswers(TODAY - ago, craving=9, confidence=2, sleep_hours=4, stress=8) for ago in (2, 1)
    ] + [check_in(craving=9, confidence=2, sleep_hours=4, stress=8, use="yes", safe="no")]
    found = rules_for(recent)
    assert [one.rule_id for one in found] == [
        "not_safe", "reported_use", "short_sleep_with_stress", "cold_start_craving", "support_now"
    ]  # fmt: skip
    assert [one.level for one in found] == sorted((one.level for one in found), key=LEVELS.index)


def test_not_being_sure_of_safety_comes_before_reported_use():
    found = rules_for([check_in(use="yes", safe="not_sure")])
    assert [one.rule_id for one in found] == ["not_sure_of_safety", "reported_use"]


def test_once_there_is_a_usual_the_cold_start_rule_is_left_to_it():
    recent = row([9, 9])
    assert [one.rule_id for one in rules_for(recent)] == ["cold_start_craving", "support_now"]
    assert [one.rule_id for one in rules_for(recent, cold_start=False)] == ["support_now"]


@pytest.mark.parametrize(
    "recent",
    [
        [],
        [check_in()],
        [check_in(craving=6, confidence=4, sleep_hours=5, stress=10, use="no", safe="yes", mood=0)],
        # What was told yesterday is not told again because of an ordinary day.
        [CheckInAnswers(TODAY - 1, craving=9, use="yes", safe="no"), check_in(craving=1, safe="yes")],
    ],
)
def test_an_ordinary_check_in_an_empty_one_and_none_at_all_ask_for_nothing(recent):
    assert rules_for(recent) == []
