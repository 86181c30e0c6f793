"""What is kept between days: written down and read again on any evening, it goes on exactly as if it had not been."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.early_warning.engine import Day, Engine, State
from handrail.clinical.early_warning.outcomes import OUTCOMES
from handrail.clinical.early_warning.stored import UnreadableState
from handrail.clinical.early_warning.tests.lives import MONDAY, as_day, close_all, diaries, usual_days

BOTH = Engine(["craving", "mood"])


def as_the_database_keeps_it(state):
    """jsonb sorts the keys of an object, and forgets what is not JSON."""
    return State.from_json(json.loads(json.dumps(state.to_json(), sort_keys=True, allow_nan=False)))


def kept():
    return close_all(BOTH, usual_days(BOTH, 30)).to_json()


@settings(max_examples=30, deadline=None)
@given(diaries(), st.data())
def test_a_memory_written_down_on_any_evening_goes_on_exactly_the_same(lived, data):
    signals, days = lived
    engine = Engine(signals)
    outcomes = data.draw(st.dictionaries(st.integers(0, len(days)), st.sampled_from(OUTCOMES), max_size=3))
    evenings = data.draw(st.sets(st.integers(0, len(days)), min_size=1))
    plain, stored = engine.new_state(), engine.new_state()
    for number, day in enumerate(days):
        if number in evenings:
            stored = as_the_database_keeps_it(stored)
        if number in outcomes:
            plain, stored = (engine.settle(state, outcomes[number]) for state in (plain, stored))
        today = as_day(engine, MONDAY + number, day)
        assert engine.close(plain, today)[1] == engine.close(stored, today)[1]
    assert stored.to_json() == plain.to_json()


@settings(max_examples=20, deadline=None)
@given(diaries(), st.booleans())
def test_looking_at_an_open_day_leaves_the_memory_as_it_was(lived, stored):
    signals, days = lived
    engine = Engine(signals)
    state = close_all(engine, days[:-1])
    if stored:
        state = as_the_database_keeps_it(state)
    before, names = state.to_json(), state.names
    today = as_day(engine, MONDAY + len(days) - 1, days[-1])
    first, again = engine.assess(state, today), engine.assess(state, today)
    assert state.to_json() == before and state.names == names
    assert first == again
    state, closed = engine.close(state, today)
    assert (closed.index, closed.level, closed.why) == (first.index, first.level, first.why)


def test_looking_with_other_questions_leaves_the_memory_of_these():
    state = close_all(BOTH, usual_days(BOTH, 30))
    before = state.to_json()
    Engine(["stress", "mood"]).assess(state, Day(state.day + 1, {"mood": 6}))
    Engine(["stress", "mood"]).describe(state)
    assert state.to_json() == before


def test_a_copy_lives_on_its_own_even_when_just_read():
    state = as_the_database_keeps_it(close_all(BOTH, usual_days(BOTH, 30)))
    before = state.to_json()
    BOTH.close(state.copy(), Day(state.day + 1, {"craving": 10}))
    assert state.to_json() == before


def test_other_questions_keep_the_usual_of_those_that_stay():
    state = as_the_database_keeps_it(close_all(BOTH, usual_days(BOTH, 30)))
    mood = state.signals[state.names.index("mood")].copy()
    state, _ = Engine(["stress", "mood"]).close(state, Day(state.day + 1, {"stress": 4}))
    assert state.names == ("stress", "mood")
    stress, kept_mood = state.signals
    assert stress.count == 0 and kept_mood.count > mood.count > 20


def test_it_stays_the_same_size_however_long_a_person_is_followed():
    sizes = [len(json.dumps(close_all(BOTH, usual_days(BOTH, days)).to_json())) for days in (60, 900)]
    assert sizes[1] < sizes[0] + 60


def test_a_person_before_their_first_day_can_be_kept_too():
    state = as_the_database_keeps_it(BOTH.new_state())
    assert state.to_json() == BOTH.new_state().to_json()
    with pytest.raises(ValueError, match="no closed day yet"):
        BOTH.describe(state)


def damage(path, value):
    data = deepcopy(kept())
    at = data
    for step in path[:-1]:
        at = at[step]
    if value is KeyError:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return data


DAMAGED = [
    (["version"], 0),
    (["version"], KeyError),
    *(([part], KeyError) for part in ("days", "evening", "freeze", "alert", "silence", "signals")),
    *(([part], None) for part in ("days", "evening", "freeze", "alert", "silence", "signals")),
    (["days"], [MONDAY]),
    (["days"], [MONDAY, None]),
    (["days"], [MONDAY, MONDAY - 1]),
    (["days", 1], "2026-03-05"),
    (["evening", 0], "high"),
    (["evening", 0], float("nan")),
    (["evening", 1], "because"),
    (["evening", 2], 1),
    (["freeze", 0], "no"),
    (["freeze", 1], 2.5),
    (["freeze", 2], "Tuesday"),
    (["alert"], [None] * 6),
    (["alert", 1], None),
    (["alert", 2], None),
    (["silence", 0], -1),
    (["silence", 3], "aaaaaa"),
    (["silence", 3], "aaaaaax"),
    (["signals"], []),
    (["signals", "craving"], [1, 2, 3]),
    (["signals", "craving", 0], -1),
    (["signals", "craving", 0], True),
    (["signals", "craving", 1], None),
    (["signals", "craving", 1], float("inf")),
    (["signals", "craving", 2], "0"),
    (["signals", "craving", 5], "none"),
    (["signals", "craving", 8], [2] * 6),
    (["signals", "craving", 8, 3], "7"),
    (["signals", "craving", 9], [2] * 7),
    (["signals", "craving", 9], {"3": "7"}),
    (["signals", "craving", 9], {"8": 7}),
]


@pytest.mark.parametrize(("path", "value"), DAMAGED, ids=str)
def test_a_damaged_memory_is_refused_whole(path, value):
    with pytest.raises(UnreadableState):
        State.from_json(damage(path, value))


@pytest.mark.parametrize("data", [None, [], "", 3, {}, {"version": 2}])
def test_what_is_no_memory_at_all_is_refused(data):
    with pytest.raises(UnreadableState, match="not a stored early-warning state of version 1"):
        State.from_json(data)


def test_the_memory_the_damage_is_done_to_is_sound():
    assert State.from_json(kept()).to_json() == kept()
