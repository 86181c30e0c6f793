"""After an alert: not twice for the same thing, again when it lasts or grows, and what the outcome changes."""

import pytest

from handrail.clinical.early_warning import alerts
from handrail.clinical.early_warning.alerts import AlertMemory
from handrail.clinical.early_warning.engine import Day, Engine
from handrail.clinical.early_warning.outcomes import UnknownOutcome
from handrail.clinical.early_warning.tests.lives import MONDAY, Lived, close_all, usual_days

CRAVING = Engine(["craving"])

#: (day, index) of evenings at 1 or above, or below, and what is told on which day.
STORIES = {
    "once": ([(0, 1.0)], {0: "new"}),
    "seven quiet days": ([(day, 1.3) for day in range(8)], {0: "new"}),
    "then one reminder": ([(day, 1.3) for day in range(9)], {0: "new", 8: "reminder"}),
    "and only one": ([(day, 1.3) for day in range(40)], {0: "new", 8: "reminder"}),
    "just below half as much again": ([(0, 1.0), (1, 1.49)], {0: "new"}),
    "at once when risen by half": ([(0, 1.0), (1, 1.5)], {0: "new", 1: "grown"}),
    "risen by half of the highest told": ([(0, 1.0), (1, 1.6), (2, 2.3)], {0: "new", 1: "grown"}),
    "risen twice": ([(0, 1.0), (1, 1.6), (2, 2.5)], {0: "new", 1: "grown", 2: "grown"}),
    "seven days count from the last word": (
        [(0, 1.0), (1, 1.5), *((day, 1.5) for day in range(2, 10))],
        {0: "new", 1: "grown", 9: "reminder"},
    ),
    "grown after the reminder": (
        [*((day, 1.2) for day in range(30)), (30, 1.8)],
        {0: "new", 8: "reminder", 30: "grown"},
    ),
    "over and back within seven days": ([(0, 1.2), (1, 0.9), (2, 1.2), (7, 1.2)], {0: "new"}),
    "over and back after seven days": ([(0, 1.2), (1, 0.9), (8, 1.2)], {0: "new", 8: "new"}),
    "over and back higher": ([(0, 1.2), (1, 0.9), (2, 1.8)], {0: "new", 2: "grown"}),
    "a new one has its own reminder": (
        [(0, 1.2), (1, 0.9), *((day, 1.1) for day in range(8, 17))],
        {0: "new", 8: "new", 16: "reminder"},
    ),
}


def told_in(story, memory=None):
    memory, told = memory or AlertMemory(), {}
    for day, index in story:
        if index < 1:
            alerts.lapse(memory)
        elif why := alerts.tell(memory, day, index):
            told[day] = why
    return told


@pytest.mark.parametrize("name", STORIES)
def test_the_team_is_told(name):
    story, expected = STORIES[name]
    assert told_in(story) == expected


@pytest.mark.parametrize(
    ("days", "offered"), [([0, 6], [0]), ([0, 7], [0, 7]), ([0, 3, 7, 13, 14], [0, 7, 14])]
)
def test_support_is_offered_to_the_person_once_in_seven_days(days, offered):
    memory = AlertMemory()
    assert [day for day in days if alerts.watch(memory, day)] == offered


def worse(days, craving=9):
    """Forty usual days, then so many with a strong urge."""
    return usual_days(CRAVING, 40) + [Lived([craving])] * days


def go_on(state, days, craving=9):
    told = {}
    for _ in range(days):
        state, found = CRAVING.close(state, Day(state.day + 1, {"craving": craving}))
        if found.raised:
            told[found.day - MONDAY - 40] = found.why
    return told


def test_a_lasting_change_is_told_when_it_shows_and_once_more_after_seven_quiet_days():
    state = close_all(CRAVING, worse(0))
    told = go_on(state, 25)
    first, *grown, reminder = told
    assert first <= 3 and told[first] == "new"
    # While the week fills with such days the evidence may rise by half; then there is one reminder.
    assert {told[day] for day in grown} <= {"grown"} and told[reminder] == "reminder"
    assert reminder == [first, *grown][-1] + 8


def test_strong_only_waits_for_the_higher_line():
    lived = usual_days(CRAVING, 40) + [Lived([3.5])] * 8
    heard = {}
    for name in ("default", "only_strong"):
        engine = Engine(["craving"], sensitivity=name)
        state, heard[name] = engine.new_state(), []
        for number, day in enumerate(lived):
            state, found = engine.close(state, Day(number, {"craving": day.answers[0]}))
            if found.raised:
                heard[name].append((number, found.index))
    (day, index), (strong_day, strong_index) = heard["default"][0], heard["only_strong"][0]
    assert day < strong_day
    assert 1 <= index < 1.2 <= strong_index


def test_what_the_team_was_told_in_the_middle_of_the_day_is_not_told_again_in_the_evening():
    state, evening = close_all(CRAVING, worse(1)), None
    while evening is None or not evening.raised:
        day = Day(state.day + 1, {"craving": 9})
        evening = CRAVING.assess(state, day)
        if evening.raised:
            CRAVING.note_raised(state, evening)
        state, closed = CRAVING.close(state, day)
    assert (evening.why, closed.raised, closed.watch_raised) == ("new", False, False)
    assert closed.index == evening.index and state.alert.open


def told_about(days=3):
    state = close_all(CRAVING, worse(days))
    assert state.alert.open
    return state


def test_a_real_concern_keeps_the_usual_and_reminds_each_week():
    state = told_about(days=9)
    before = state.signals[0].mean
    CRAVING.settle(state, "real_concern")
    told = go_on(state, 16)
    frozen, mean = state.freeze.frozen, state.signals[0].mean
    told |= go_on(state, 7)
    assert set(told.values()) == {"reminder"} and len(told) == 3
    gaps = [later - earlier for earlier, later in zip(list(told), list(told)[1:], strict=False)]
    assert set(gaps) == {7}
    assert frozen and mean == before


def test_a_real_concern_holds_the_usual_even_when_the_days_get_better_for_28_days_at_most():
    state = told_about()
    CRAVING.settle(state, "real_concern")
    days_frozen = state.freeze.days
    learned = [state.signals[0].count]
    for _ in range(40):
        go_on(state, 1, craving=2)
        learned.append(state.signals[0].count)
    held = sum(later == earlier for earlier, later in zip(learned, learned[1:], strict=False))
    assert held == 28 - days_frozen
    assert learned[-1] > learned[0]


def test_explained_takes_the_last_seven_days_as_the_new_usual():
    week = [9, 8, None, 9, 7, 9, 9]
    state = close_all(CRAVING, worse(0) + [Lived([craving]) for craving in week])
    spread = state.signals[0].spread
    CRAVING.settle(state, "explained")
    (memory,) = state.signals
    assert (memory.mean, memory.count) == (51 / 6, 7)
    assert (memory.sum3, memory.sum7, memory.count3, memory.count7) == (0, 0, 0, 0)
    # Held on fewer answers, the person's spread lies between what it was and where it started.
    assert min(spread, 1.7) <= memory.spread <= max(spread, 1.7)
    assert not state.alert.open and not state.freeze.frozen and state.silence.score == 0
    assert go_on(state, 20) == {}


def test_explained_with_few_answers_behind_the_usual_claims_no_more_than_there_were():
    state = close_all(CRAVING, [Lived([4])] * 10)
    behind = state.signals[0].count
    CRAVING.settle(state, "explained")
    assert (state.signals[0].mean, state.signals[0].count) == (4, behind) and behind < 7


def test_explained_without_any_answer_in_seven_days_leaves_the_level_of_the_usual():
    state = close_all(CRAVING, usual_days(CRAVING, 40) + [Lived([None])] * 7)
    before = state.signals[0].mean
    CRAVING.settle(state, "explained")
    assert state.signals[0].mean == before


def test_false_gives_fourteen_quiet_days_and_leaves_the_usual_as_it_was():
    state = told_about()
    memory = state.signals[0].copy()
    CRAVING.settle(state, "false")
    after = state.signals[0]
    assert (after.mean, after.count, after.spread) == (memory.mean, memory.count, memory.spread)
    settled_on = state.day - MONDAY - 40
    assert list(go_on(state, 20).items()) == [(settled_on + 15, "new")]


def test_an_outcome_nobody_knows_is_refused_and_changes_nothing():
    state = told_about()
    before = state.to_json()
    with pytest.raises(UnknownOutcome, match="real_concern, explained, false"):
        CRAVING.settle(state, "resolved")
    assert state.to_json() == before
