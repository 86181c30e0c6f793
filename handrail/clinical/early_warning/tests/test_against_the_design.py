"""The engine and the design, worked out twice: every number of every evening is the same."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning.autocorrelation import autocorrelation
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.index import level
from handrail.clinical.early_warning.signals import KNOWN
from handrail.clinical.early_warning.tests.by_hand import ByHand, SignalByHand
from handrail.clinical.early_warning.tests.lives import (
    MONDAY,
    NAMES,
    as_day,
    close_all,
    diaries,
    diary,
)

close_to = pytest.approx
EXACT = {"rel": 1e-9, "abs": 1e-9}
#: h_Q for 1 to 7 signals, h_S, and the line, as the design's tables have them.
TABLES = {
    "default": ((3.2, 4.7, 5.8, 6.7, 7.5, 8.3, 9.2), 5.44, 1.0),
    "only_strong": ((3.2, 4.7, 5.8, 6.7, 7.5, 8.3, 9.2), 5.44, 1.2),
    "fewer": ((4.3, 5.9, 7.1, 8.1, 8.9, 9.8, 10.8), 7.13, 1.0),
    "without_silence": ((2.7, 4.1, 5.2, 6.0, 6.8, 7.5, 8.3), float("inf"), 1.0),
}


def by_hand(signals, sensitivity="default"):
    by_signals, h_s, line = TABLES[sensitivity]
    ones = [SignalByHand(one.sign, one.prior_mean, one.prior_sd, one.smallest_step) for one in signals]
    return ByHand(ones, by_signals[len(signals) - 1], h_s, line)


def check_every_evening(signals, lived, sensitivity="default"):
    engine, hand = Engine(signals, sensitivity=sensitivity), by_hand(signals, sensitivity)
    state = engine.new_state()
    for number, day in enumerate(lived, MONDAY):
        value = hand.close(day.answers, day.expected)
        check_picture(engine.assess(state, as_day(engine, number, day)), hand)
        engine.close(state, as_day(engine, number, day))
        assert state.index == close_to(value, **EXACT)
        check_learned(state, hand)


def check_learned(state, hand):
    for memory, one in zip(state.signals, hand.signals, strict=True):
        phi = autocorrelation(memory.products, memory.powers)
        learned = (memory.count, memory.mean, memory.squares, memory.spread, phi)
        assert learned == close_to((one.n, one.m, one.ss, one.s, one.phi), **EXACT)
    silence = (state.silence.score, state.silence.missed, state.silence.answered)
    assert silence == close_to((hand.silence.s, hand.silence.a, hand.silence.b), **EXACT)
    assert (state.freeze.frozen, state.alert.open) == (hand.frozen, hand.alert_open)


def check_picture(found, hand):
    assert found.signals_part == close_to(hand.q / hand.h_q, **EXACT)
    assert found.level == level(hand.indices[-1])
    why = hand.told[-1][1] if hand.told and hand.told[-1][0] == hand.today - 1 else None
    assert (found.raised, found.why) == (why is not None, why)
    shares = sorted((share for share in hand.shares if share), reverse=True)
    assert [one.share for one in found.evidence] == close_to(shares, **EXACT)


@pytest.mark.parametrize("seed", range(20))
def test_twenty_people_of_a_hundred_and_twenty_days_come_out_as_in_the_design(seed):
    rnd = Random(seed)
    signals = tuple(KNOWN[name] for name in rnd.sample(NAMES, 1 + seed % 7))
    check_every_evening(signals, diary(rnd, signals, 120), list(TABLES)[seed % 4])


@settings(max_examples=40, deadline=None)
@given(diaries(), st.sampled_from(list(TABLES)))
def test_whatever_a_person_answers_comes_out_as_in_the_design(lived, sensitivity):
    check_every_evening(*lived, sensitivity)


def test_the_twenty_people_show_everything_that_is_compared():
    # Where nothing rose, froze or was silent, agreement would say little.
    reasons, levels, frozen, silent, early = set(), set(), 0, 0.0, 0
    for seed in range(20):
        rnd = Random(seed)
        signals = tuple(KNOWN[name] for name in rnd.sample(NAMES, 1 + seed % 7))
        engine, state = Engine(signals), None
        state = engine.new_state()
        for number, day in enumerate(diary(rnd, signals, 120), MONDAY):
            found = engine.close(state, as_day(engine, number, day))[1]
            reasons.add(found.why)
            levels.add(found.level)
            frozen, silent = max(frozen, state.freeze.days), max(silent, found.silence_part)
            early += found.early_baseline
    assert reasons == {None, "new", "reminder", "grown"}
    assert levels == {"quiet", "watch", "alert", "strong"}
    assert frozen == 28 and silent > 1 and early


@settings(max_examples=30, deadline=None)
@given(diaries())
def test_the_bare_form_for_sweeps_leaves_the_same_state_as_closing_day_by_day(lived):
    signals, days = lived
    engine = Engine(signals)
    state = engine.new_state()
    for number, day in enumerate(days, MONDAY):
        value = engine.advance(state, number, day.answers, day.expected)
        assert value == state.index
    assert state.to_json() == close_all(engine, days).to_json()
