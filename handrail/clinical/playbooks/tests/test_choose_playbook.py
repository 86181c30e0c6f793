"""Every signal leads somewhere, and to the same place every time."""

import pytest

from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING
from handrail.clinical.instruments.check_in import CHECK_IN
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.playbooks.playbook import Finding, UnknownPlaybook, choose, playbook, playbooks

SIGNALS = [
    ("craving", "craving_spike"),
    ("mood", "worsening_symptoms"),
    ("stress", "worsening_symptoms"),
    ("confidence", "worsening_symptoms"),
    ("sleep_hours", "sleep_disruption"),
    ("sleep_quality", "sleep_disruption"),
    ("contacts", "withdrawal_from_supports"),
    ("silence", "going_quiet"),
]

DIRECT = [
    ("reported_use", "return_to_use"),
    ("reach_out", "needs_a_person"),
    ("not_safe", "safety_today"),
    ("not_sure_of_safety", "safety_today"),
    ("phq9_item9", "safety_today"),
    ("phq9_item9_high", "safety_today"),
    ("core10_item6", "safety_today"),
    ("phq9_severe", "severe_scale"),
    ("gad7_severe", "severe_scale"),
    ("core10_severe", "severe_scale"),
    ("scale_change_phq9", "worsening_symptoms"),
    ("scale_change_gad7", "worsening_symptoms"),
    ("scale_change_core10", "worsening_symptoms"),
    ("scale_change_pcl5", "worsening_symptoms"),
    ("cold_start_craving", "craving_spike"),
    ("support_now", "craving_spike"),
    ("short_sleep_with_stress", "sleep_disruption"),
    ("overdose_reversed", "overdose_bridge"),
    ("job_lost", "job_loss"),
    ("no_check_in", "going_quiet"),
    ("missed_sessions", "going_quiet"),
    ("medicine_visit", "medicine_visit"),
    ("missed_elsewhere", "missed_elsewhere"),
    ("functioning_down", "functioning_down"),
    ("out_of_touch", "withdrawal_from_supports"),
    ("own_signs_several", "craving_spike"),
    ("own_signs_asked", "needs_a_person"),
    ("craving_now_again", "craving_spike"),
    *((f"asq_{one}", "safety_today") for one in ("acute", "acuity_unknown", "positive", "declined")),
    *((f"ciwa_{one}", "withdrawal_signs") for one in ("severe", "moderate", "hallucination", "confusion")),
    *((f"cows_{one}", "withdrawal_signs") for one in ("severe", "moderate")),
    ("pcl5_item16", "look_at_answer"),
    ("auditc_heavy", "look_at_answer"),
    ("need_safety_yes", "private_word"),
    ("need_homeless_yes", "tonight"),
    ("diary_suicide_urge", "safety_today"),
    ("diary_suicide_urge_strong", "safety_today"),
    ("diary_self_harm_urge", "safety_today"),
    ("diary_self_harm", "safety_today"),
]


def found(*leading, silence=0.0, level="alert"):
    return Finding("early_warning", level, leading, silence)


@pytest.mark.parametrize(("signal", "expected"), SIGNALS)
@pytest.mark.parametrize("level", ["watch", "alert", "strong"])
def test_each_signal_that_leads_has_its_playbook(signal, expected, level):
    assert choose(found(signal, level=level)).id == expected


@pytest.mark.parametrize(("rule", "expected"), DIRECT)
def test_a_direct_rule_comes_before_what_leads(rule, expected):
    assert choose(Finding("direct", "alert", ("contacts",), 1.0, rule)).id == expected


def test_every_answer_of_a_scale_that_presses_leads_to_a_playbook():
    scales = [one for one in catalogue() if one.id != CHECK_IN]
    pressing = [t.id for one in scales for t in one.safety_triggers if t.level in PRESSING]
    assert [rule for rule in pressing if choose(Finding("direct", "alert", rule_id=rule)) is None] == []


def test_the_signal_with_the_largest_share_decides():
    assert choose(found("craving", "sleep_quality")).id == "craving_spike"
    assert choose(found("sleep_quality", "craving")).id == "sleep_disruption"


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, "craving_spike"), (0.49, "craving_spike"), (0.5, "going_quiet"), (1, "going_quiet")],
)
def test_silence_leads_when_it_is_half_of_the_evidence(share, expected):
    assert choose(found("craving", silence=share)).id == expected


def test_a_little_silence_with_nothing_else_is_still_going_quiet():
    assert choose(found(silence=0.2)).id == "going_quiet"


def test_every_rule_a_playbook_answers_stands_in_the_table_above():
    assert {rule for book in playbooks() for rule in book.rules} == {rule for rule, _ in DIRECT}


def test_a_signal_nobody_knows_is_passed_over_for_the_next():
    assert choose(found("steps_walked", "mood")).id == "worsening_symptoms"
    assert choose(found("steps_walked")) is None
    assert choose(found()) is None


def test_no_two_playbooks_answer_the_same_thing():
    for kind in ("signals", "rules"):
        names = [name for book in playbooks() for name in getattr(book, kind)]
        assert len(names) == len(set(names))


def test_an_unknown_playbook_lists_what_there_is():
    with pytest.raises(UnknownPlaybook, match="craving_spike"):
        playbook("moon_phase")
