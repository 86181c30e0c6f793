"""Many people at once give the same evenings as one after the other: every index, alert and offer of support."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.signals import KNOWN
from handrail.clinical.early_warning.sweep import REASONS, Sweep
from handrail.clinical.early_warning.tests.lives import MONDAY, Lived, answer_to, diary

NEAR = 1e-9


def columns(lives: list[list[Lived]], day: int, signals: int) -> tuple[np.ndarray, np.ndarray]:
    """One day of everybody: a row a signal, NaN where nothing was answered, and who was expected."""
    told = [
        [np.nan if one[day].answers[k] is None else one[day].answers[k] for one in lives]
        for k in range(signals)
    ]
    return np.array(told, dtype=float), np.array([one[day].expected for one in lives])


def same(engine: Engine, lives: list[list[Lived]]) -> int:
    """Hold both forms against each other on every evening of everybody; returns how often the team was told."""
    sweep, states, told = Sweep(engine, len(lives)), [engine.new_state() for _ in lives], 0
    for day in range(len(lives[0])):
        answers, expected = columns(lives, day, len(engine.signals))
        index = sweep.advance(MONDAY + day, answers, expected)
        for place, (state, life) in enumerate(zip(states, lives, strict=True)):
            alone = engine.advance(state, MONDAY + day, life[day].answers, life[day].expected)
            assert abs(alone - index[place]) <= NEAR, (day, place)
            assert state.raised == REASONS[sweep.raised[place]], (day, place)
            assert state.watch_raised == bool(sweep.watch_raised[place]), (day, place)
            told += state.raised is not None
    return told


def test_a_hundred_lives_of_four_months_are_the_same_by_either_way():
    rnd, engine = Random(11), Engine(tuple(KNOWN))
    assert same(engine, [diary(rnd, engine.signals, 120) for _ in range(100)]) > 100


def test_each_sensitivity_is_the_same_by_either_way():
    rnd = Random(12)
    for name in ("only_strong", "fewer", "without_silence"):
        engine = Engine(("craving", "mood", "sleep_hours"), sensitivity=name, answers_per_week=3)
        same(engine, [diary(rnd, engine.signals, 60) for _ in range(20)])


@st.composite
def crowds(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[Lived]]]:
    """One to four people of any shape, extremes and gaps included, with the same questions over the same days."""
    names = tuple(draw(st.lists(st.sampled_from(tuple(KNOWN)), min_size=1, max_size=4, unique=True)))
    answers = st.tuples(*(answer_to(KNOWN[name]) for name in names)).map(list)
    day = st.builds(Lived, st.one_of(answers, answers, st.just([None] * len(names))), st.booleans())
    days, people = draw(st.integers(1, 30)), draw(st.integers(1, 4))
    life = st.lists(day, min_size=days, max_size=days)
    return names, draw(st.lists(life, min_size=people, max_size=people))


@settings(max_examples=40, deadline=None)
@given(crowds())
def test_any_crowd_is_the_same_by_either_way(crowd):
    names, lives = crowd
    same(Engine(names), lives)
