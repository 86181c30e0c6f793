"""Ten are too few to be told of, eleven are not."""

from __future__ import annotations

import pytest

from handrail.clinical.small_cells import too_few


@pytest.mark.parametrize(("count", "few"), [(0, True), (10, True), (11, False), (12, False)])
def test_below_at_and_above_what_may_be_told(count, few):
    assert too_few(count) == few
