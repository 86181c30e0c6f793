"""The last days and the usual they are held against: nothing filled in, one odd day not an alarm."""

from math import sqrt

import pytest

from handrail.clinical.early_warning.autocorrelation import (
    autocorrelation,
    coefficients,
    long_inflation,
    short_inflation,
)
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.signals import scale
from handrail.clinical.early_warning.tests.lives import MONDAY, Lived, as_day, close_all, usual_days

CRAVING = Engine(["craving"])
KEEP = 1 - 1 / 90

#: A and B, and phi = clip((A + 20 * .17) / (B + 20), 0, .6).
PHI = [
    (0, 0, 0.17), (-3.4, 0, 0.0), (-3.5, 0, 0.0), (-50, 60, 0.0), (8.6, 0, 0.6), (8.5, 0, 0.595), (9, 0, 0.6),
    (40, 50, 0.6), (20, 80, 0.234),
]  # fmt: skip


def craving(*answers):
    return close_all(CRAVING, [Lived([answer]) for answer in answers])


@pytest.mark.parametrize(("products", "powers", "expected"), PHI)
def test_how_alike_neighbouring_days_are_starts_at_the_typical_and_stays_in_its_limits(
    products, powers, expected
):
    assert autocorrelation(products, powers) == pytest.approx(expected)


def test_days_alike_make_a_mean_less_certain_by_the_sum_of_the_design():
    assert coefficients(3) == pytest.approx((4 / 3, 2 / 3))
    assert (short_inflation(0), long_inflation(0)) == (1, 1)
    assert short_inflation(0.6) == pytest.approx(1 + 2 * (2 / 3 * 0.6 + 1 / 3 * 0.36))
    assert long_inflation(0.3) == pytest.approx(1 + 2 * sum((1 - j / 7) * 0.3**j for j in range(1, 7)))


def test_the_windows_hold_three_and_seven_days_not_three_and_seven_answers():
    (memory,) = craving(1, 2, 3, None, 4, 3, None).signals
    assert (memory.count3, memory.sum3) == (2, 7)
    assert (memory.count7, memory.sum7) == (5, 13)
    (memory,) = craving(1, 2, 3, None, 4, 3, None, None, None).signals
    assert (memory.count3, memory.sum3, memory.count7, memory.sum7) == (0, 0, 3, 10)


@pytest.mark.parametrize("missing", [0, 1, 3, 6, 7, 30])
def test_days_without_an_answer_are_never_filled_in(missing):
    given = [2, 3, 2, 2, 3, 1, 2]
    lived = [*usual_days(CRAVING, 40), *(Lived([answer]) for answer in given)]
    (memory,) = close_all(CRAVING, lived + [Lived([None], False)] * missing).signals
    left = given[missing:]
    assert sorted(answer for answer in memory.answers if answer is not None) == sorted(left)
    assert (memory.count7, memory.sum7) == (len(left), pytest.approx(sum(left)))
    # Only answers are learned: the 40, and those that left the seven days since.
    learned = 40 + len(given) - len(left)
    assert memory.count == pytest.approx(sum(KEEP**age for age in range(learned)))


def test_a_skipped_question_leaves_its_signal_alone_and_not_the_day():
    both = Engine(["craving", "mood"])
    state = close_all(both, [Lived([5, None]), Lived([None, 6])])
    craved, mood = state.signals
    assert (craved.answers.count(None), mood.answers.count(None)) == (6, 6)
    assert state.silence.score == 0


def test_an_answer_far_from_the_usual_counts_as_two_spreads_in_the_windows_and_stays_in_the_ring():
    lived = usual_days(CRAVING, 40)
    (before,) = close_all(CRAVING, lived).signals
    (after,) = close_all(CRAVING, [*lived, Lived([10])]).signals
    slot = (MONDAY + 40) % 7
    assert after.answers[slot] == 10
    assert after.held[slot] == pytest.approx(before.mean + 2 * before.spread)


@pytest.mark.parametrize("answer", [0, 10])
def test_one_odd_day_moves_the_usual_by_two_and_a_half_spreads_at_most(answer):
    lived = usual_days(CRAVING, 40)
    week_later = [*lived, Lived([answer]), *usual_days(CRAVING, 6)]
    (before,) = close_all(CRAVING, week_later).signals
    (after,) = close_all(CRAVING, [*week_later, Lived([2])]).signals
    limited = min(max(answer - before.mean, -2.5 * before.spread), 2.5 * before.spread)
    assert after.mean - before.mean == pytest.approx(limited / (1 + after.count))


def test_the_usual_learns_from_seven_days_ago_and_forgets_with_ninety_days():
    counts = [craving(*[2] * days).signals[0].count for days in (7, 8, 9, 10)]
    assert counts == [0, 1, KEEP + 1, KEEP * (KEEP + 1) + 1]
    assert close_all(CRAVING, usual_days(CRAVING, 900)).signals[0].count == pytest.approx(90, abs=0.1)


def test_before_there_is_an_answer_the_usual_is_the_typical_one():
    (memory,) = CRAVING.new_state().signals
    assert (memory.count, memory.mean, memory.spread) == (0, 2, pytest.approx(1.7))


def test_the_first_answers_weigh_as_the_prior_lets_them():
    (memory,) = craving(5, *[2] * 7).signals
    assert memory.mean == pytest.approx(2 + 3 / 2)
    assert memory.spread == pytest.approx(sqrt((8 * 1.7**2 + 3 * 1.5) / 9))


@pytest.mark.parametrize(("step", "least"), [(1, 0.5), (0.5, 0.25), (2, 1.0)])
def test_somebody_who_always_answers_the_same_keeps_half_a_step_of_spread(step, least):
    narrow = scale("pain", 0, 2, "higher_is_worse", step)
    (memory,) = close_all(Engine([narrow]), [Lived([1])] * 400).signals
    assert memory.spread == least


@pytest.mark.parametrize(("answered", "heard"), [(1, False), (2, True)])
def test_a_window_speaks_from_two_answers_on(answered, heard):
    lived = [*usual_days(CRAVING, 40), *[Lived([None], False)] * 7, *[Lived([9])] * answered]
    assert (close_all(CRAVING, lived).index > 0) == heard


def test_a_signal_is_silent_until_three_answers_stand_behind_its_usual():
    # With forgetting the third answer makes 2.97: the fourth, learned on day 11, is the first to carry a usual.
    state, heard = CRAVING.new_state(), []
    for number in range(14):
        day = as_day(CRAVING, MONDAY + number, Lived([2 if number < 8 else 10]))
        heard.append(CRAVING.assess(state, day).signals_part > 0)
        CRAVING.close(state, day)
    assert heard.index(True) + 1 == 12


def test_the_cold_start_ends_when_the_first_signal_has_its_usual():
    state, cold = CRAVING.new_state(), []
    for number in range(14):
        state, found = CRAVING.close(state, as_day(CRAVING, MONDAY + number, Lived([2])))
        cold.append(found.cold_start)
    assert cold == [True] * 11 + [False] * 3


def test_getting_better_is_never_evidence():
    lived = usual_days(CRAVING, 40, craving=6)
    assert close_all(CRAVING, lived + [Lived([0])] * 7).index == 0
    mood = Engine(["mood"])
    assert close_all(mood, usual_days(mood, 40, mood=4) + [Lived([10])] * 7).index == 0
