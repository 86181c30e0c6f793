"""Days come one after another; what cannot be is refused before anything changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning.engine import Day, DayOutOfOrder, Engine, ImpossibleAnswer
from handrail.clinical.early_warning.tests.lives import MONDAY, close_all, diaries, usual_days

ALL = Engine(["craving", "mood", "sleep_hours", "sleep_quality", "contacts", "stress", "confidence"])

IMPOSSIBLE = [
    ("craving", -1), ("craving", 11), ("craving", 10.01), ("craving", float("nan")), ("craving", float("inf")),
    ("craving", "7"), ("craving", True), ("mood", -0.5), ("sleep_hours", 24.5), ("sleep_hours", -0.5),
    ("contacts", 16), ("stress", [4]), ("confidence", 10.5),
]  # fmt: skip
POSSIBLE = [
    ("craving", 0), ("craving", 10), ("craving", 2.5), ("sleep_hours", 24), ("contacts", 15), ("contacts", None)
]  # fmt: skip


@pytest.mark.parametrize(("name", "answer"), IMPOSSIBLE)
def test_an_impossible_answer_is_refused_and_nothing_of_that_day_is_kept(name, answer):
    state = close_all(ALL, usual_days(ALL, 10))
    before = state.to_json()
    for close in (ALL.close, ALL.assess):
        with pytest.raises(ImpossibleAnswer, match=f"{name} lies between"):
            close(state, Day(state.day + 1, {"craving": 3, name: answer}))
    with pytest.raises(ImpossibleAnswer):
        ALL.close(state, Day(state.day + 9, {name: answer}))
    assert state.to_json() == before


@pytest.mark.parametrize(("name", "answer"), POSSIBLE)
def test_the_ends_of_the_range_and_a_skipped_answer_are_taken(name, answer):
    state = ALL.close(ALL.new_state(), Day(MONDAY, {name: answer}))[0]
    memory, signal = next((m, s) for m, s in zip(state.signals, ALL.signals, strict=True) if s.name == name)
    assert memory.answers[MONDAY % 7] == (None if answer is None else signal.sign * answer)


@pytest.mark.parametrize("back", [0, 1, 30])
def test_a_day_that_is_closed_is_not_closed_again(back):
    state = close_all(ALL, usual_days(ALL, 40))
    before = state.to_json()
    for close in (ALL.close, ALL.assess):
        with pytest.raises(DayOutOfOrder, match="which is closed"):
            close(state, Day(state.day - back, {"craving": 3}))
    assert state.to_json() == before


@settings(max_examples=25, deadline=None)
@given(diaries(), st.integers(1, 40))
def test_days_left_open_are_closed_as_not_expected(lived, gap):
    signals, days = lived
    engine = Engine(signals)
    left, closed = close_all(engine, days), close_all(engine, days)
    after = left.day + gap + 1
    for number in range(closed.day + 1, after):
        engine.close(closed, Day(number, {}, expected=False))
    today = Day(after, {engine.names[0]: 5})
    assert engine.close(left, today)[1] == engine.close(closed, today)[1]
    assert left.to_json() == closed.to_json()


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("away", [1, 7, 100, 366, 372])
def test_an_absence_of_up_to_a_year_is_the_same_as_day_by_day(away, expected):
    at_once, by_day = (close_all(ALL, usual_days(ALL, 40)) for _ in range(2))
    found = ALL.close_through(at_once, at_once.day + away, expected=expected)
    each = [ALL.close(by_day, Day(by_day.day + 1, {}, expected))[1] for _ in range(away)]
    assert found == each
    assert at_once.to_json() == by_day.to_json()


def test_ten_years_away_end_where_one_year_did_but_for_the_forgetting():
    at_once, by_day = (close_all(ALL, usual_days(ALL, 40)) for _ in range(2))
    away = 3_653
    found = ALL.close_through(at_once, at_once.day + away, expected=True)
    for _ in range(away):
        by_day, last = ALL.close(by_day, Day(by_day.day + 1, {}, True))
    assert 366 <= len(found) < 366 + 7
    assert (at_once.day, found[-1].level, found[-1].index) == (by_day.day, last.level, last.index)
    assert [m.mean for m in at_once.signals] == [m.mean for m in by_day.signals]
    assert at_once.silence.ring == by_day.silence.ring
    assert at_once.silence.missed == pytest.approx(by_day.silence.missed, rel=0.03)


def test_ten_years_in_which_nothing_was_expected_change_nothing_more():
    at_once, by_day = (close_all(ALL, usual_days(ALL, 40)) for _ in range(2))
    ALL.close_through(at_once, at_once.day + 3_653, expected=False)
    for _ in range(3_653):
        ALL.close(by_day, Day(by_day.day + 1, {}, False))
    assert at_once.to_json() == by_day.to_json()


def test_there_is_nothing_to_close_before_the_first_day_or_on_a_closed_one():
    assert ALL.close_through(ALL.new_state(), MONDAY, expected=True) == []
    state = close_all(ALL, usual_days(ALL, 5))
    before = state.to_json()
    assert ALL.close_through(state, state.day, expected=True) == []
    assert state.to_json() == before
