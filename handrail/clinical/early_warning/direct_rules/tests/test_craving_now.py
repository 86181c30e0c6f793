"""Craving told right now: below, at and above what the history rule names."""

import pytest

from handrail.clinical.early_warning.direct_rules.craving_now import AGAIN, craving_again

CASES = [
    ([], None),
    ([(10, 7)], None),
    ([(10, 7), (10, 9)], None),
    ([(9, 7), (10, 6)], None),
    ([(9, 6), (10, 7)], None),
    ([(9, 7), (10, 7)], AGAIN),
    ([(8, 7), (10, 8)], AGAIN),
    ([(7, 7), (10, 7)], None),
    ([(1, 2), (4, 2), (10, 5)], None),
    ([(1, 2), (4, 2), (8, 2), (10, 4)], None),
    ([(1, 2), (4, 2), (8, 2), (10, 5)], AGAIN),
    ([(-5, 2), (4, 2), (8, 2), (10, 5)], None),
    ([(-4, 2), (4, 2), (8, 2), (10, 5)], AGAIN),
]


@pytest.mark.parametrize(("told", "expected"), CASES)
def test_a_strong_urge_again_or_one_well_above_before_is_found(told, expected):
    assert craving_again(told) == expected
