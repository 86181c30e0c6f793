"""Below, at and above: a week unheard, and three tries."""

from __future__ import annotations

import pytest

from handrail.clinical.early_warning.direct_rules.out_of_touch import OUT_OF_TOUCH, out_of_touch


@pytest.mark.parametrize(
    ("days", "tries", "found"),
    [
        (6, 3, False),
        (7, 3, True),
        (8, 4, True),
        (7, 2, False),
        (30, 0, False),
        (None, 9, False),
        (0, 3, False),
    ],
)
def test_a_week_unheard_and_three_tries(days, tries, found):
    assert (out_of_touch(days, tries) is OUT_OF_TOUCH) is found
