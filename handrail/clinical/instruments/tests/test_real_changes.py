"""Which results of a row are marked as a real change: below, at and above what the instrument published."""

from __future__ import annotations

import pytest

from handrail.clinical.instruments.change import real_changes
from handrail.clinical.instruments.instrument import instrument


@pytest.mark.parametrize(
    ("scale", "totals", "since"),
    [
        ("phq9", [], []),
        ("phq9", [12], [None]),
        ("phq9", [18, 13], [None, None]),
        ("phq9", [18, 12], [None, 0]),
        ("phq9", [18, 11], [None, 0]),
        ("phq9", [10, 15, 16], [None, None, 0]),
        # After a real change the next is counted from there, and small ones add up.
        ("phq9", [18, 12, 9, 6, 12], [None, 0, None, 1, 3]),
        ("gad7", [10, 7, 6], [None, None, 0]),
        # No value was published for it: nothing is marked, however far it moves.
        ("barc10", [10, 60], [None, None]),
    ],
)
def test_a_result_is_marked_when_it_differs_reliably_from_the_last_mark(scale, totals, since):
    found = real_changes(instrument(scale), totals)
    assert [one and one.since for one in found] == since


def test_a_mark_says_which_way_it_went():
    _first, better, worse = real_changes(instrument("phq9"), [18, 9, 20])
    assert better and better.change.verdict == "reliable_improvement"
    assert worse and worse.change.verdict == "reliable_worsening"
