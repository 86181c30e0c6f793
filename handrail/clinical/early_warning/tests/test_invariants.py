"""What holds whatever was answered: order and dates do not matter, and what one answer can do."""

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning import evening
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.evidence import combine, scores, shares
from handrail.clinical.early_warning.signals import KNOWN
from handrail.clinical.early_warning.tests.by_hand import inverse_of_r
from handrail.clinical.early_warning.tests.lives import (
    MONDAY,
    NAMES,
    Lived,
    as_day,
    close_all,
    diaries,
    diary,
    rounded,
)


def indices(engine, lived, first=MONDAY):
    state = engine.new_state()
    return [engine.close(state, as_day(engine, n, day))[0].index for n, day in enumerate(lived, first)]


@settings(max_examples=25, deadline=None)
@given(diaries(), st.randoms(use_true_random=False))
def test_the_order_in_which_the_questions_stand_does_not_matter(lived, rnd):
    signals, days = lived
    order = rnd.sample(range(len(signals)), len(signals))
    turned = [Lived([day.answers[at] for at in order], day.expected) for day in days]
    other = Engine([signals[at] for at in order])
    assert indices(other, turned) == pytest.approx(indices(Engine(signals), days), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(diaries(), st.integers(-MONDAY, 3_000))
def test_the_date_on_which_a_life_begins_does_not_matter(lived, later):
    signals, days = lived
    engine = Engine(signals)
    assert indices(engine, days, MONDAY + later) == indices(engine, days)


@pytest.mark.parametrize("later", [7, 364, 1, 2, 3, 4, 5, 6])
def test_neither_whole_weeks_nor_single_days_later_change_anything_in_a_long_life(later):
    signals = tuple(KNOWN.values())
    lived, engine = diary(Random(5), signals, 90), Engine(signals)
    assert indices(engine, lived, MONDAY + later) == indices(engine, lived)


@st.composite
def better_last_day(draw):
    """A seeded life with evidence at its end, one signal of the last day, and an answer at least as good."""
    rnd = Random(draw(st.integers(0, 10_000)))
    signals = tuple(KNOWN[name] for name in rnd.sample(NAMES, draw(st.integers(1, 7))))
    lived = diary(rnd, signals, draw(st.integers(15, 40)))
    at = draw(st.integers(0, len(signals) - 1))
    one, answer = signals[at], lived[-1].answers[at]
    assume(answer is not None)
    step = one.sign * draw(st.integers(1, 10)) * one.smallest_step
    answers = [*lived[-1].answers]
    answers[at] = rounded(one, answer - step)
    return signals, at, lived, [*lived[:-1], Lived(answers, lived[-1].expected)]


@settings(max_examples=40, deadline=None)
@given(better_last_day())
def test_a_better_answer_never_makes_its_own_signal_look_worse(case):
    signals, at, lived, better = case
    engine = Engine(signals)
    # As the evening was weighed: before the day of a week ago is learned, from which the two differ in nothing.
    before, after = (scores(weighed(engine, days)) for days in (lived, better))
    for worse, improved in zip(before, after, strict=True):
        assert improved[at] <= worse[at] + 1e-12
        assert improved[:at] + improved[at + 1 :] == pytest.approx(worse[:at] + worse[at + 1 :])


@settings(max_examples=40, deadline=None)
@given(better_last_day())
def test_the_index_never_rises_for_a_better_answer_where_its_signal_still_holds_a_share(case):
    """Q falls with z_k as long as the share of k is not negative; below that the others stand out more."""
    signals, at, lived, better = case
    engine = Engine(signals)
    after = scores(weighed(engine, better))
    assume(all(combine(window) == 0 or shares(window)[at] > 0 for window in after))
    assert close_all(engine, better).index <= close_all(engine, lived).index + 1e-12


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 10_000))
def test_with_one_question_a_better_answer_never_raises_the_index(name, seed):
    signals, rnd = (KNOWN[name],), Random(seed)
    *before, last = diary(rnd, signals, 30)
    assume(last.answers[0] is not None)
    better = rounded(signals[0], last.answers[0] - signals[0].sign * rnd.randint(1, 5))
    engine = Engine(signals)
    after = close_all(engine, [*before, Lived([better], last.expected)]).index
    assert after <= close_all(engine, [*before, last]).index + 1e-12


def test_a_slight_worsening_beside_a_large_one_weighs_less_than_the_large_one_alone():
    """As R asks: signals move together, so one that hardly moved speaks for what is particular about the other.

    z = (4, .5): [16.25 - .2375 * 4.5^2 / 1.2375] / .7625 = 16.22; z = (4, 0): 16.96. So an answer that got better
    can raise the index, where several signals are watched and its own stays far behind the others.
    """
    assert combine([4, 0.5]) == pytest.approx((16.25 - 0.2375 * 4.5**2 / 1.2375) / 0.7625)
    assert combine([4, 0.5]) < combine([4, 0])
    assert shares([4, 0.5])[1] < 0


@pytest.mark.parametrize(
    ("signals", "most"), [(2, 1.06), (3, 1.10), (4, 1.13), (5, 1.15), (6, 1.17), (7, 1.18)]
)
def test_how_much_a_better_answer_can_raise_the_evidence_of_the_others_is_known(signals, most):
    others = [3.0] * (signals - 1)
    lowest = min(combine([*others, tenth / 1000]) for tenth in range(3000))
    assert combine([*others, 0.0]) / lowest == pytest.approx(most, abs=0.005)
    assert inverse_of_r(signals)[0][0] == pytest.approx(most, abs=0.005)


def weighed(engine, lived):
    """The signals of the last evening before anything of it is learned."""
    state = close_all(engine, lived[:-1])
    evening.weigh(engine.limits, state, MONDAY + len(lived) - 1, *lived[-1])
    return state.signals
