"""When a scale is asked again: below, at and above each number of days."""

from datetime import date, timedelta

import pytest

from handrail.clinical.instruments.cadence import Known, Rule, is_due, least_days
from handrail.clinical.instruments.instrument import instrument

TODAY = date(2026, 11, 19)
PHQ9, CORE10, COWS = instrument("phq9"), instrument("core10"), instrument("cows")


def ago(days):
    return None if days is None else TODAY - timedelta(days=days)


def known(enrolled=100, last=None, session=None):
    return Known(
        TODAY, ago(enrolled), ago(last), None if session is None else TODAY + timedelta(days=session)
    )


@pytest.mark.parametrize(("last", "due"), [(None, True), (13, False), (14, True), (27, True)])
def test_the_gap_of_the_instrument_lies_between_two_times(last, due):
    assert is_due(PHQ9, Rule("every", 14), known(last=last)) is due


@pytest.mark.parametrize(("last", "due"), [(None, True), (29, False), (30, True), (31, True)])
def test_every_so_many_days_counts_from_the_last_time(last, due):
    assert is_due(PHQ9, Rule("every", 30), known(last=last)) is due


@pytest.mark.parametrize(
    ("enrolled", "last", "due"),
    [(0, None, True), (14, None, True), (15, None, False), (14, 14, False), (10, 9, False), (10, 40, True), (0, 13, False)],
)  # fmt: skip
def test_at_intake_it_is_asked_once_in_the_first_two_weeks(enrolled, last, due):
    assert is_due(PHQ9, Rule("intake"), known(enrolled, last)) is due


@pytest.mark.parametrize(
    ("session", "last", "due"),
    [(None, None, False), (2, None, False), (1, None, True), (0, None, True), (-1, None, False),
     (1, 6, False), (1, 7, True), (0, 1, False), (0, 0, False)],
)  # fmt: skip
def test_before_a_session_it_is_asked_from_the_day_before(session, last, due):
    assert is_due(CORE10, Rule("session"), known(last=last, session=session)) is due


@pytest.mark.parametrize(
    ("session", "last", "due"),
    [(None, None, False), (1, None, False), (0, None, True), (-1, None, True), (-2, None, False),
     (0, 0, False), (-1, 1, False), (0, 1, True), (-1, 2, True)],
)  # fmt: skip
def test_after_a_session_it_is_asked_that_day_or_the_next_and_once(session, last, due):
    assert is_due(instrument("session_feedback"), Rule("after"), known(last=last, session=session)) is due


def test_two_sessions_in_a_row_do_not_ask_twice_for_the_same_one():
    assert not is_due(COWS, Rule("session"), known(last=1, session=0))
    assert is_due(COWS, Rule("session"), known(last=2, session=0))


@pytest.mark.parametrize(
    ("scale", "days"), [("phq9", 14), ("core10", 7), ("pcl5", 28), ("cows", 1), ("craving_now", 1)]
)
def test_the_least_gap_is_the_definitions_own_and_never_under_a_day(scale, days):
    assert least_days(instrument(scale)) == days
