"""Getting worse does not quietly become the usual: no learning at half the cut-off or with an open alert, for 28 days."""

from math import nextafter

import pytest

from handrail.clinical.early_warning.engine import Day, Engine
from handrail.clinical.early_warning.freezing import FreezeMemory, settle_evening
from handrail.clinical.early_warning.tests.lives import Lived, close_all, usual_days

CRAVING = Engine(["craving"])

#: Q / h_Q, an open alert, and whether the usual stops learning.
HELD = [
    (0.0, False, False),
    (nextafter(0.5, 0), False, False),
    (0.5, False, True),
    (0.7, False, True),
    (0.0, True, True),
    (3.0, True, True),
]
#: Q / h_Q on day 1, 2, ... and the first day of the present run.
RUNS = [
    ([0.2], None),
    ([nextafter(0.25, 0)], None),
    ([0.25], 1),
    ([0.1, 0.3, 0.6], 2),
    ([0.3, 0.6, 0.2], None),
    ([0.3, 0.2, 0.9], 3),
]


def frozen_on(evenings):
    memory, frozen = FreezeMemory(), []
    for day, (signals, alert_open) in enumerate(evenings, 1):
        settle_evening(memory, day, signals, alert_open)
        frozen.append(memory.frozen)
    return frozen


@pytest.mark.parametrize(("signals", "alert_open", "expected"), HELD)
def test_learning_stops_at_half_the_cutoff_or_with_an_open_alert(signals, alert_open, expected):
    assert frozen_on([(signals, alert_open)]) == [expected]


@pytest.mark.parametrize("evening", [(0.5, False), (0.1, True)])
def test_learning_stops_for_28_days_at_most(evening):
    assert frozen_on([evening] * 60) == [True] * 28 + [False] * 32


def test_a_day_on_which_nothing_holds_it_begins_the_count_again():
    assert frozen_on([(0.9, False)] * 30 + [(0.1, False)] + [(0.9, False)] * 2) == (
        [True] * 28 + [False] * 3 + [True] * 2
    )


@pytest.mark.parametrize(("evenings", "expected"), RUNS)
def test_the_present_run_begins_at_a_quarter_of_the_cutoff(evenings, expected):
    memory = FreezeMemory()
    for day, signals in enumerate(evenings, 1):
        settle_evening(memory, day, signals, alert_open=False)
    assert memory.run_start == expected


def test_28_days_into_a_lasting_change_the_usual_is_still_what_it_was():
    state = close_all(CRAVING, usual_days(CRAVING, 60))
    before, index = state.signals[0].mean, []
    for _ in range(28):
        state, found = CRAVING.close(state, Day(state.day + 1, {"craving": 9}))
        index.append(found.index)
    learned_while_it_began = sum(value < 0.5 for value in index)
    assert learned_while_it_began <= 2
    # Those days brought in usual answers of a week before.
    assert state.signals[0].mean == pytest.approx(before, abs=0.05)
    assert index[-1] >= 1


def test_what_was_answered_while_frozen_is_not_learned_afterwards():
    worse = usual_days(CRAVING, 60) + [Lived([9])] * 4 + [Lived([2]), Lived([3])] * 3
    state = close_all(CRAVING, worse)
    assert state.signals[0].mean < 3


def test_neighbouring_days_are_not_compared_across_a_freeze():
    lived = usual_days(CRAVING, 60) + [Lived([9])] * 4
    state = close_all(CRAVING, lived)
    assert state.freeze.frozen and state.signals[0].score is None
