"""Ten are too few to be told of, eleven are not."""

from __future__ import annotations

import pytest

from handrail.clinical.small_cells import of_too_few, too_few


@pytest.mark.parametrize(("count", "few"), [(0, True), (10, True), (11, False), (12, False)])
def test_below_at_and_above_what_may_be_told(count, few):
    assert too_few(count) == few


def test_people_count_however_often_it_was_and_those_without_a_name_as_one():
    assert of_too_few([1, 2] * 30)
    assert of_too_few([*range(9), None, None, None])
    assert not of_too_few([*range(10), None, None])
