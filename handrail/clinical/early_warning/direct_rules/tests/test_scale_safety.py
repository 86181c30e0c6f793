"""What an answer or a total of a scale asks of the team at once, apart from any change and before any total."""

import pytest

from handrail.clinical.early_warning.direct_rules.finding import LEVELS
from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING, scale_safety, short_name
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scale import LEVELS as TRIGGER_LEVELS
from handrail.clinical.instruments.scoring import score

WHOLE_PHQ9 = {f"phq9_{n}": 0 for n in range(1, 10)}
WHOLE_GAD7 = {f"gad7_{n}": 0 for n in range(1, 8)}
WHOLE_PHQ2 = {"phq2_1": 3, "phq2_2": 3}


def phq9(total, item9=0):
    """Every question answered, question 9 as given, the rest as high as the total needs."""
    left, answers = total - item9, {}
    for n in range(1, 9):
        answers[f"phq9_{n}"] = min(3, left)
        left -= answers[f"phq9_{n}"]
    return answers | {"phq9_9": item9}


def gad7(total):
    full, rest = divmod(total, 3)
    return {f"gad7_{n}": 3 if n <= full else rest if n == full + 1 else 0 for n in range(1, 8)}


#: Instrument, answers, and the rule and level the team is told, or None.
CASES = [
    ("phq9", WHOLE_PHQ9, None),
    ("phq9", {"phq9_9": 0}, None),
    ("phq9", {"phq9_9": 1}, ("phq9_item9", "same_session")),
    ("phq9", {"phq9_9": 2}, ("phq9_item9_high", "emergency")),
    ("phq9", {"phq9_9": 3}, ("phq9_item9_high", "emergency")),
    ("phq9", phq9(1, item9=1), ("phq9_item9", "same_session")),
    ("phq9", phq9(2, item9=2), ("phq9_item9_high", "emergency")),
    ("phq9", phq9(19), None),
    ("phq9", phq9(20), ("phq9_severe", "priority")),
    ("phq9", phq9(21), ("phq9_severe", "priority")),
    ("phq9", phq9(21, item9=1), ("phq9_item9", "same_session")),
    ("phq9", phq9(22, item9=2), ("phq9_item9_high", "emergency")),
    ("phq9", {f"phq9_{n}": 3 for n in range(1, 9)}, None),
    ("gad7", WHOLE_GAD7, None),
    ("gad7", gad7(14), None),
    ("gad7", gad7(15), ("gad7_severe", "priority")),
    ("gad7", gad7(16), ("gad7_severe", "priority")),
    ("gad7", {f"gad7_{n}": 3 for n in range(1, 7)}, None),
    ("core10", {"core10_6": 0}, None),
    ("core10", {"core10_6": 1}, ("core10_item6", "same_session")),
    ("pcl5", {"pcl5_16": 1}, None),
    ("pcl5", {"pcl5_16": 2}, ("pcl5_item16", "priority")),
    ("asq", {"asq_1": 0}, None),
    ("asq", {"asq_1": 1}, ("asq_positive", "same_session")),
    ("asq", {"asq_1": 1, "asq_5": 1}, ("asq_acute", "emergency")),
    ("needs_check", {"need_safety": "no"}, None),
    ("needs_check", {"need_safety": "yes"}, ("need_safety_yes", "same_session")),
    ("needs_check", {"need_homeless": "yes"}, ("need_homeless_yes", "same_session")),
    # A routine screen, and an offer that stays with the person, are nothing for the team.
    ("taps1", {"taps1_4": "daily", "taps1_5": "daily"}, None),
    ("craving_now", {"craving_now_1": 10}, None),
]

REASONS = [
    ("phq9", {"phq9_9": 1}, "PHQ-9, question 9 was answered in a way that asks for contact."),
    ("phq9", phq9(20), "PHQ-9: a total of 20, severe."),
    ("gad7", gad7(15), "GAD-7: a total of 15, severe."),
    ("pcl5", {"pcl5_16": 2}, "PCL-5, question 16 was answered in a way that asks for contact."),
    ("asq", {"asq_3": 1}, "ASQ: an answer asks for contact."),
]


def found_in(id, answers):
    return scale_safety(instrument(id), score(instrument(id), answers))


@pytest.mark.parametrize(("id", "answers", "expected"), CASES)
def test_the_team_is_told_the_most_urgent_matter_below_at_and_above_each_line(id, answers, expected):
    found = found_in(id, answers)
    assert (found and (found.rule_id, found.level)) == expected


@pytest.mark.parametrize(("id", "answers", "reason"), REASONS)
def test_the_reason_names_the_scale_and_the_place_and_never_the_answer(id, answers, reason):
    assert found_in(id, answers).reason == reason


def test_what_to_do_is_what_the_definition_says():
    (trigger,) = score(instrument("phq9"), {"phq9_9": 1}).safety_triggers
    assert found_in("phq9", {"phq9_9": 1}).action == trigger.action
    assert "Never wait for the total score" in trigger.action
    # Told alone, the stronger one says all of it: nobody sees what stands "above".
    stronger = found_in("phq9", {"phq9_9": 2}).action
    assert stronger.startswith(trigger.action) and "A live human contact now" in stronger


def test_a_topic_that_could_endanger_somebody_is_not_named():
    found = found_in("needs_check", {"need_safety": "yes"})
    assert found.reason == "Needs check: an answer asks for a word in private."
    topic = next(item.text for item in instrument("needs_check").questions() if item.id == "need_safety")
    assert not {"unsafe", "violence", "partner", topic.lower()} & set(found.reason.lower().split())


def test_a_positive_two_question_screen_is_routine():
    result = score(instrument("phq2"), WHOLE_PHQ2)
    assert [trigger.level for trigger in result.safety_triggers] == ["routine"]
    assert scale_safety(instrument("phq2"), result) is None


@pytest.mark.parametrize("asked", catalogue(), ids=lambda one: one.id)
def test_nothing_more_urgent_is_left_behind_what_is_told(asked):
    highest = {
        item.id: max((option.value for option in item.options), key=str)
        for item in asked.questions()
        if item.options and item.kind == "choice"
    }
    result = score(asked, highest)
    levels = [PRESSING[one.level] for one in result.safety_triggers if one.level in PRESSING]
    found = scale_safety(asked, result)
    assert (found and found.level) == (min(levels, key=LEVELS.index) if levels else None)


def test_every_level_of_a_trigger_is_either_a_matter_for_the_team_or_known_not_to_be():
    assert set(TRIGGER_LEVELS) - set(PRESSING) == {"support_now", "routine"}
    assert set(PRESSING.values()) <= set(LEVELS)


@pytest.mark.parametrize(
    ("id", "name"),
    [("phq9", "PHQ-9"), ("pcl5", "PCL-5"), ("auditc", "AUDIT-C"), ("safety_plan", "My safety plan")],
)
def test_a_scale_is_called_by_its_short_name_or_else_by_its_title(id, name):
    assert short_name(instrument(id)) == name
