"""How long a return to use lasted: from the day it was told until the next day without."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.clinical.small_cells import SMALLEST
from handrail.clinical.triage.return_to_use import Day, Lengths, lengths_of, returns_of

FIRST = date(2026, 11, 1)


def days(told, person=1):
    """`n` no, `y` use, `.` nothing told: a letter a day."""
    return [Day(person, FIRST + timedelta(days=n), one == "y") for n, one in enumerate(told) if one in "ny"]


@pytest.mark.parametrize(
    ("told", "lengths"),
    [
        ("nnn", []), ("nyn", [1]), ("nyyyn", [3]), ("ny...n", [4]), ("nyny", [1, None]), ("nyynnyn", [2, 1]),
        ("yyn", []), ("n..y", [None]), ("", []), ("y", []),
    ],
)  # fmt: skip
def test_a_return_begins_after_a_day_without_and_ends_on_the_next(told, lengths):
    assert [one.days for one in returns_of(days(told))] == lengths


def test_one_persons_days_say_nothing_of_the_next_ones():
    assert returns_of([*days("n"), *days("y", person=2), *days("n", person=3)]) == []


def test_the_median_is_told_of_eleven_people_and_not_of_ten_however_often():
    eleven = [one for n in range(SMALLEST) for one in returns_of(days("nyyn", person=n))]
    assert lengths_of(eleven) == Lengths(11, 2)
    ten = [one for n in range(SMALLEST - 1) for one in returns_of(days("nynyn", person=n))]
    assert lengths_of(ten) == Lengths(None, None)
    assert lengths_of([]) == Lengths(None, None)
