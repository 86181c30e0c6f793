"""Which findings are risk flags for whoever answers in a crisis, and for how long."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.clinical.triage.critical import flag_rules, flags_since, naloxone_steps


@pytest.mark.parametrize("rule", ["not_safe", "not_sure_of_safety", "asq_acute"])
def test_an_answer_about_safety_is_a_flag(rule):
    assert rule in flag_rules()


@pytest.mark.parametrize("rule", ["early_warning", "use_told", "phq9_change"])
def test_a_change_and_a_told_use_are_none_by_themselves(rule):
    assert rule not in flag_rules()


def test_a_flag_stays_thirty_days():
    assert flags_since(date(2026, 11, 30)) == date(2026, 10, 31)


def test_both_playbooks_put_naloxone_into_somebodys_hands():
    assert len(naloxone_steps()) == 2
