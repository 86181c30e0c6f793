"""How much evidence it takes, and what an index means: the design's tables, below, at and above each line."""

from math import inf, isclose, nextafter

import pytest

from handrail.clinical.early_warning.cutoffs import (
    SENSITIVITIES,
    UnknownSensitivity,
    sensitivity,
    signal_cutoff,
)
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.index import WATCHES_A_MONTH, index, level
from handrail.clinical.early_warning.tests.lives import NAMES

BY_SIGNALS = [
    ("default", [3.2, 4.7, 5.8, 6.7, 7.5, 8.3, 9.2]),
    ("only_strong", [3.2, 4.7, 5.8, 6.7, 7.5, 8.3, 9.2]),
    ("without_silence", [2.7, 4.1, 5.2, 6.0, 6.8, 7.5, 8.3]),
    ("fewer", [4.3, 5.9, 7.1, 8.1, 8.9, 9.8, 10.8]),
]
FOR_SILENCE = [("default", 5.44), ("only_strong", 5.44), ("fewer", 7.13), ("without_silence", inf)]
LINE = [("default", 1.0), ("only_strong", 1.2), ("fewer", 1.0), ("without_silence", 1.0)]
#: Alerts and strong alerts a month for a stable person.
BUDGETS = [
    ("default", 0.5, 0.25),
    ("only_strong", 0.25, 0.25),
    ("fewer", 0.25, None),
    ("without_silence", 0.5, None),
]
#: Check-ins a week, and h_Q there over h_Q at seven: measured 10.3, 6.6 and 5.0.
FEWER_CHECK_INS = [
    (7, 1.0), (5, (10.3 + 6.6) / 2 / 10.3), (3, 6.6 / 10.3), (2.5, (6.6 + 5.0) / 2 / 10.3), (2, 5.0 / 10.3),
    (1, 5.0 / 10.3), (0.5, 5.0 / 10.3),
]  # fmt: skip

LEVELS = [
    (0.0, "quiet"), (nextafter(0.55, 0), "quiet"), (0.55, "watch"), (0.56, "watch"),
    (nextafter(1.0, 0), "watch"), (1.0, "alert"), (1.01, "alert"),
    (nextafter(1.2, 0), "alert"), (1.2, "strong"), (1.21, "strong"), (40.0, "strong"),
]  # fmt: skip

#: Q / h_Q, S / h_S, I = max(either, their sum / 1.3).
INDICES = [
    (0, 0, 0), (0.6, 0, 0.6), (0, 0.9, 0.9), (1.2, 0.3, 1.2), (0.3, 1.2, 1.2),
    (1.0, 0.3, 1.0), (1.0, 0.31, 1.31 / 1.3), (0.65, 0.65, 1.0), (0.64, 0.65, 1.29 / 1.3), (0.8, 0.8, 1.6 / 1.3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), BY_SIGNALS)
def test_the_cutoff_for_one_to_seven_signals_is_that_of_the_design(name, expected):
    engines = [Engine(NAMES[:signals], sensitivity=name) for signals in range(1, 8)]
    assert [engine.limits.signals for engine in engines] == expected


@pytest.mark.parametrize(("name", "expected"), FOR_SILENCE)
def test_the_cutoff_for_silence_is_that_of_the_design(name, expected):
    assert Engine(["craving"], sensitivity=name).limits.silence == expected


@pytest.mark.parametrize(("name", "expected"), LINE)
def test_a_programme_may_hear_of_strong_alerts_only(name, expected):
    assert Engine(["craving"], sensitivity=name).limits.alert_from == expected


@pytest.mark.parametrize(("name", "alerts", "strong"), BUDGETS)
def test_each_setting_knows_how_many_false_alerts_it_was_set_to(name, alerts, strong):
    setting = sensitivity(name)
    assert (setting.budget, setting.strong_budget) == (alerts, strong)


def test_a_budget_is_claimed_only_where_it_was_measured():
    assert [name for name in SENSITIVITIES if sensitivity(name).watch_measured] == ["default", "only_strong"]
    assert WATCHES_A_MONTH == 2


def test_every_setting_stands_in_the_tables_above():
    for table in (BY_SIGNALS, FOR_SILENCE, LINE, BUDGETS):
        assert {row[0] for row in table} == set(SENSITIVITIES)


@pytest.mark.parametrize(("per_week", "part"), FEWER_CHECK_INS)
@pytest.mark.parametrize("signals", [1, 7])
def test_fewer_check_ins_a_week_lower_the_cutoff_as_measured(signals, per_week, part):
    setting = sensitivity("default")
    assert isclose(signal_cutoff(setting, signals, per_week), part * signal_cutoff(setting, signals, 7))


def test_the_cutoff_never_rises_with_fewer_check_ins():
    setting = sensitivity("default")
    found = [signal_cutoff(setting, 4, tenth / 10) for tenth in range(1, 71)]
    assert found == sorted(found)


@pytest.mark.parametrize("per_week", [0, -1, 7.1, float("nan"), inf])
def test_a_week_with_no_or_too_many_check_ins_is_refused(per_week):
    with pytest.raises(UnknownSensitivity, match="Answers per week lie above 0 and up to 7"):
        Engine(["craving"], answers_per_week=per_week)


def test_a_sensitivity_nobody_measured_is_refused_and_the_measured_ones_are_named():
    with pytest.raises(UnknownSensitivity, match="default, only_strong, fewer, without_silence"):
        Engine(["craving"], sensitivity="high")


@pytest.mark.parametrize(("value", "expected"), LEVELS)
def test_the_level_changes_at_the_line_and_not_before(value, expected):
    assert level(value) == expected


@pytest.mark.parametrize(("signals", "silence", "expected"), INDICES)
def test_both_kinds_of_evidence_count_alone_and_together(signals, silence, expected):
    assert isclose(index(signals, silence), expected)
