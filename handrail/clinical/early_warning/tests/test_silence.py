"""Going quiet: only expected days count, against this person's own rate of missing."""

from math import log

import pytest

from handrail.clinical.early_warning import silence
from handrail.clinical.early_warning.engine import Day, Engine
from handrail.clinical.early_warning.silence import SilenceMemory, usual_missing, when_quiet
from handrail.clinical.early_warning.tests.lives import MONDAY

ENGINE = Engine(["craving"])
KEEP = 1 - 1 / 90

#: Missed and answered days behind the usual, whether yesterday was missed, and p0.
USUAL = [
    (0, 0, False, 1.2 / 9.2),
    (0, 0, True, 1.2 / 9.2 + 0.10),
    (3, 7, False, 4.2 / 19.2),
    (0, 50.7, False, 1.2 / 59.9),
    (0, 50.9, False, 0.02),
    (0, 90, False, 0.02),
    (0, 90, True, 1.2 / 99.2 + 0.10),
    (40, 18, False, 0.60),
    (20, 10, False, 21.2 / 39.2),
    (20, 10, True, 0.60),
    (90, 0, False, 0.60),
]
#: p0 and p1: .85, or .25 above the usual, at most .95.
QUIET = [(0.02, 0.85), (0.13, 0.85), (0.60, 0.85), (0.61, 0.86), (0.70, 0.95), (0.80, 0.95)]


def days(shape, first=MONDAY):
    """`a` answered, `m` missed, `-` not expected, `u` answered though not expected."""
    return [
        Day(number, {"craving": 2} if what in "au" else {}, what in "am") for number, what in enumerate(shape, first)
    ]  # fmt: skip


def after(shape, state=None):
    state, found = state or ENGINE.new_state(), None
    first = MONDAY if state.day is None else state.day + 1
    for day in days(shape, first):
        state, found = ENGINE.close(state, day)
    return state, found


@pytest.mark.parametrize(("missed", "answered", "yesterday", "expected"), USUAL)
def test_how_likely_a_missed_day_usually_is_within_its_limits(missed, answered, yesterday, expected):
    memory = SilenceMemory()
    memory.missed, memory.answered = missed, answered
    assert usual_missing(memory, yesterday) == pytest.approx(expected)


@pytest.mark.parametrize(("usual", "expected"), QUIET)
def test_how_likely_a_missed_day_is_for_somebody_going_quiet(usual, expected):
    assert when_quiet(usual) == pytest.approx(expected)


def test_a_missed_day_adds_and_a_day_that_came_takes_away():
    first = log(0.85 / (1.2 / 9.2))
    second = log(0.85 / (1.2 / 9.2 + 0.1))
    came = log(0.15 / (1 - (1.2 / 9.2 + 0.1)))
    assert after("m")[0].silence.score == pytest.approx(first)
    assert after("mm")[0].silence.score == pytest.approx(first + second)
    assert after("mma")[0].silence.score == pytest.approx(first + second + came)


def test_silence_is_kept_between_nothing_and_twelve():
    assert after("aaaa")[0].silence.score == 0
    assert after("m" * 12)[0].silence.score == 12
    assert after("m" * 25)[0].silence.score == 12
    assert after("m" * 25 + "a")[0].silence.score < 12


@pytest.mark.parametrize(
    ("shape", "counts"), [("mmmm", False), ("mmmmm", True), ("----", False), ("mmmm-", True)]
)
def test_silence_is_monitored_from_the_fifth_day_on(shape, counts):
    assert (after(shape)[1].silence_part > 0) == counts
    assert (after(shape)[1].index > 0) == counts


def test_five_days_without_a_word_from_the_start_are_told_to_the_team():
    assert [after("m" * days)[1].raised for days in (4, 5)] == [False, True]


@pytest.mark.parametrize("pause", ["-", "-------", "-" * 30, "u", "u-u-u"])
def test_a_day_on_which_nothing_was_expected_does_nothing_to_silence(pause):
    before, state = after("aaaamam")[0], after("aaaamam" + pause)[0]
    assert state.silence.score == before.silence.score
    learned = after("aaaamam" + "-" * len(pause))[0].silence
    assert (state.silence.missed, state.silence.answered) == (learned.missed, learned.answered)


def test_a_day_off_between_two_missed_ones_parts_them():
    first, later = log(0.85 / (1.2 / 9.2)), log(0.85 / (1.2 / 9.2 + 0.1))
    assert after("m-m")[0].silence.score == pytest.approx(2 * first)
    assert after("mm")[0].silence.score == pytest.approx(first + later)


def test_a_check_in_with_only_an_answer_that_is_not_watched_is_no_missed_day():
    state, _ = ENGINE.close(ENGINE.new_state(), Day(MONDAY, {"stress": 4}))
    assert state.silence.score == 0 and state.silence.ring.count(silence.ANSWERED) == 1
    state, _ = ENGINE.close(ENGINE.new_state(), Day(MONDAY, {"craving": None, "stress": None}))
    assert state.silence.ring.count(silence.MISSED) == 1


def test_a_check_in_that_answers_none_of_the_questions_is_no_missed_day_either():
    state, _ = after("aaaaa")
    state, _ = ENGINE.close(state, Day(MONDAY + 5, {}, expected=True, came=True))
    assert state.silence.ring[(MONDAY + 5) % 7] == silence.ANSWERED


def test_the_usual_rate_is_learned_seven_days_behind_and_forgets_with_ninety_days():
    assert [after("a" * days)[0].silence.answered for days in (7, 8, 9)] == [0, 1, KEEP + 1]
    memory = after("ma" + "a" * 7)[0].silence
    assert (memory.missed, memory.answered) == (KEEP, 1)


def test_the_rate_of_missing_is_learned_also_while_an_alert_holds_the_usual_of_the_signals():
    state, _ = after("a" * 20 + "m" * 14)
    assert state.alert.open and state.freeze.frozen
    assert state.silence.missed == pytest.approx(sum(KEEP**days for days in range(7)))


def test_somebody_who_often_misses_is_heard_later_than_somebody_who_never_does():
    def missed_days_until_told(shape):
        state, found = after(shape)
        for missed in range(1, 20):
            state, found = after("m", state)
            if found.raised:
                return missed
        return None

    # ln(.85 / .02) + ln(.85 / .12) = 5.7, above 5.44: two days for somebody who never misses.
    assert missed_days_until_told("a" * 60) == 2
    assert missed_days_until_told("aam" * 20) > 5
