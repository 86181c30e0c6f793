"""A visit about medicine that was not kept, and days that became harder to manage: below, at and above."""

import pytest

from handrail.clinical.early_warning.direct_rules.functioning import functioning_down
from handrail.clinical.early_warning.direct_rules.medicine_visit import medicine_visit


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(0, 1, False), (0, 2, True), (1, 2, True), (2, 2, False), (2, 3, True), (3, 2, False), (None, 3, False), (1, None, False)],
)  # fmt: skip
def test_very_difficult_and_more_than_before_is_told(before, now, told):
    assert (functioning_down(before, now) is not None) is told


@pytest.mark.parametrize(
    ("came", "with_prescriber", "told"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_only_a_visit_about_medicine_that_was_not_kept_is_told(came, with_prescriber, told):
    assert (medicine_visit(came=came, with_prescriber=with_prescriber) is not None) is told
