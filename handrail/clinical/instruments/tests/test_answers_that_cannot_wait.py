"""Safety triggers fire from single answers, whatever else was answered, before any total."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.instruments.conditions import TOTAL, subjects
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scoring import score

FIRES = [
    ("phq9", {"phq9_9": 1}, ["phq9_item9"]),
    ("phq9", {"phq9_9": 2}, ["phq9_item9_high", "phq9_item9"]),
    ("phq9", {"phq9_9": 3}, ["phq9_item9_high", "phq9_item9"]),
    ("taps1", {"taps1_4": "less_than_monthly"}, ["taps1_drugs"]),
    ("taps1", {"taps1_5": "daily"}, ["taps1_opioid_or_sedative"]),
    ("pcl5", {"pcl5_16": 2}, ["pcl5_item16"]),
    ("asq", {"asq_5": 1}, ["asq_acute"]),
    ("asq", {"asq_5": "no_answer"}, ["asq_acuity_unknown"]),
    ("asq", {"asq_4": 1}, ["asq_positive"]),
    ("asq", {"asq_2": "no_answer"}, ["asq_declined"]),
    ("ciwaar", {"ciwa_tactile": 4}, ["ciwa_hallucination"]),
    ("ciwaar", {"ciwa_auditory": 4}, ["ciwa_hallucination"]),
    ("ciwaar", {"ciwa_visual": 5}, ["ciwa_hallucination"]),
    ("ciwaar", {"ciwa_orientation": 2}, ["ciwa_confusion"]),
    ("core10", {"core10_6": 1}, ["core10_item6"]),
    ("craving_now", {"craving_now_1": 7}, ["craving_now_strong"]),
    ("daily_checkin", {"dc_safe": "no"}, ["dc_safe_no"]),
    ("daily_checkin", {"dc_safe": "not sure"}, ["dc_safe_not_sure"]),
    ("daily_checkin", {"dc_use": "yes"}, ["dc_use_yes"]),
    ("daily_checkin", {"dc_craving": 7}, ["dc_support_now"]),
    ("daily_checkin", {"dc_confidence": 3}, ["dc_support_now"]),
    ("needs_check", {"need_safety": "yes"}, ["need_safety_yes"]),
    ("needs_check", {"need_homeless": "yes"}, ["need_homeless_yes"]),
]

QUIET = [
    ("phq9", {"phq9_9": 0}),
    ("taps1", {"taps1_4": "never", "taps1_5": "never", "taps1_1": "daily"}),
    ("pcl5", {"pcl5_16": 1}),
    ("asq", {"asq_1": 0, "asq_2": 0, "asq_3": 0, "asq_4": 0, "asq_5": 0}),
    ("ciwaar", {"ciwa_tactile": 3, "ciwa_auditory": 3, "ciwa_visual": 3, "ciwa_orientation": 1}),
    ("core10", {"core10_6": 0}),
    ("craving_now", {"craving_now_1": 6}),
    ("daily_checkin", {"dc_safe": "yes", "dc_use": "no", "dc_craving": 6, "dc_confidence": 4}),
    ("daily_checkin", {"dc_use": "rather not say"}),
    ("needs_check", {"need_safety": "not sure", "need_homeless": "no"}),
]

LEVELS = {
    "phq9_item9": "same_session",
    "phq9_item9_high": "urgent",
    "asq_acute": "emergency",
    "asq_positive": "same_session",
    "ciwa_hallucination": "emergency",
    "ciwa_confusion": "emergency",
    "core10_item6": "same_session",
    "dc_safe_no": "emergency",
    "dc_safe_not_sure": "same_session",
}

ON_ITEMS = [
    (scale.id, trigger.id)
    for scale in catalogue()
    for trigger in scale.safety_triggers
    if TOTAL not in subjects(trigger.when)
]


def ids(result):
    return [trigger.id for trigger in result.safety_triggers]


@pytest.mark.parametrize(("id", "answers", "expected"), FIRES)
def test_one_answer_is_enough_and_everything_else_may_be_unanswered(id, answers, expected):
    result = score(instrument(id), answers)
    assert ids(result) == expected
    assert result.total is None


@pytest.mark.parametrize(("id", "answers"), QUIET)
def test_an_answer_just_below_fires_nothing(id, answers):
    assert ids(score(instrument(id), answers)) == []


@pytest.mark.parametrize(("id", "trigger"), ON_ITEMS)
def test_every_trigger_on_an_item_stands_in_the_table_above(id, trigger):
    assert any(id == row[0] and trigger in row[2] for row in FIRES)


def test_the_levels_are_those_of_the_source():
    found = {one.id: one.level for scale in catalogue() for one in scale.safety_triggers}
    assert {id: found[id] for id in LEVELS} == LEVELS


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_trigger_fires_whatever_else_maya_answers_or_skips(data):
    id, answers, expected = data.draw(st.sampled_from(FIRES))
    scale = instrument(id)
    others = [item for item in scale.items if item.id not in answers and item.kind == "choice"]
    drawn = {
        item.id: data.draw(st.sampled_from([None, *(option.value for option in item.options)]))
        for item in others
    }
    assert set(expected) <= set(ids(score(scale, drawn | answers)))


def test_triggers_come_most_urgent_first_and_items_before_totals():
    result = score(instrument("phq9"), {f"phq9_{n}": 3 for n in range(1, 10)})
    assert ids(result) == ["phq9_item9_high", "phq9_item9", "phq9_severe"]


def test_a_topic_that_could_endanger_somebody_is_marked_private():
    (trigger,) = score(instrument("needs_check"), {"need_safety": "yes"}).safety_triggers
    assert trigger.private
