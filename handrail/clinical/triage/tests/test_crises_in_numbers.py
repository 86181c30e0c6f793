"""Counts and times of crises, at and below what may be shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handrail.clinical.small_cells import SMALLEST
from handrail.clinical.triage.crises_in_numbers import Crisis, numbers_of, suppressed

NOW, MINUTE, DAY = datetime(2026, 11, 1, tzinfo=UTC), timedelta(minutes=1), timedelta(days=1)


def crises(n, **other):
    return [
        Crisis(i, NOW + i * DAY, NOW + i * DAY + (i + 1) * MINUTE, NOW + i * DAY + 60 * MINUTE, **other)
        for i in range(n)
    ]


def test_times_are_medians_of_what_happened():
    told = numbers_of(crises(11, set_off="job", helped="team", skill="ride_urge"))
    assert (told.helped, told.skill) == ({"team": 11}, {"ride_urge": 11})
    assert (told.count, told.to_contact, told.to_settled, told.set_off) == (
        11,
        6 * MINUTE,
        60 * MINUTE,
        {"job": 11},
    )


def test_ten_are_too_few_to_tell_anything():
    told = numbers_of(crises(SMALLEST - 1, set_off="job"))
    assert (told.count, told.to_contact, told.to_settled, told.again_within_30_days, told.set_off) == (
        None,
        None,
        None,
        None,
        {"job": None},
    )


@pytest.mark.parametrize(("gap", "again"), [(29, 11), (31, None)])
def test_a_crisis_that_comes_again_within_thirty_days_is_counted_once(gap, again):
    twice = [
        Crisis(i, NOW + k * gap * DAY, None, NOW + k * gap * DAY + MINUTE) for i in range(11) for k in (0, 1)
    ]
    assert numbers_of(twice).again_within_30_days == again


def test_eleven_crises_of_ten_people_are_too_few_to_tell_anything():
    ten = crises(SMALLEST - 1, set_off="job")
    told = numbers_of([*ten, *ten])
    assert (told.count, told.to_contact, told.to_settled, told.set_off) == (None, None, None, {"job": None})


def test_crises_of_people_without_a_name_are_nobodys_repeat_and_count_as_one_person():
    nameless = [Crisis(None, NOW, None, NOW)] * 20
    assert numbers_of(nameless).again_within_30_days is None
    assert numbers_of(nameless).count is None
    assert numbers_of([*nameless, *crises(SMALLEST - 1)]).count == 30


def people(**numbers):
    return {name: list(range(n)) for name, n in numbers.items()}


@pytest.mark.parametrize(
    ("whose", "shown"),
    [
        (people(job=11, home=12), {"job": 11, "home": 12}),
        (people(job=10, home=12, law=30), {"job": None, "home": None, "law": 30}),
        (people(job=10, home=3, law=30), {"job": None, "home": None, "law": 30}),
        (people(job=10), {"job": None}),
        (
            {"job": [1, 2] * 20, "home": [*range(12)], "law": [*range(30)]},
            {"job": None, "home": None, "law": 30},
        ),
    ],
)
def test_no_sum_gives_a_small_cell_away(whose, shown):
    assert suppressed(whose) == shown
