"""A validated scale that moved: by points for PHQ-9 and GAD-7, by what its reliability allows for any other."""

from math import nextafter

import pytest

from handrail.clinical.early_warning.direct_rules.scales import (
    reliable_change,
    scale_change,
    scale_points,
    scale_worsening,
)
from handrail.clinical.instruments.instrument import instrument

#: Instrument, the total before, the total now, and what is said (None: nothing).
POINTS = [
    ("phq9", 12, 16, None), ("phq9", 12, 17, "rose from 12 to 17"), ("phq9", 12, 18, "rose from 12 to 18"),
    ("phq9", 0, 4, None), ("phq9", 0, 5, "rose from 0 to 5"),
    ("phq9", 8, 9, None), ("phq9", 9, 10, "reached 10 (from 9 to 10)"), ("phq9", 9, 11, "reached 10 (from 9 to 11)"),
    ("phq9", 10, 11, None), ("phq9", 5, 10, "rose from 5 to 10"), ("phq9", 20, 4, None), ("phq9", 11, 10, None),
    ("gad7", 11, 14, None), ("gad7", 11, 15, "rose from 11 to 15"), ("gad7", 11, 16, "rose from 11 to 16"),
    ("gad7", 0, 3, None), ("gad7", 0, 4, "rose from 0 to 4"),
    ("gad7", 8, 9, None), ("gad7", 9, 10, "reached 10 (from 9 to 10)"), ("gad7", 10, 10, None),
    ("gad7", 6, 10, "rose from 6 to 10"), ("gad7", 15, 2, None),
    ("core10", 5, 30, None), ("pcl5", 0, 80, None),
]  # fmt: skip

#: SD, reliability, and 1.96 sqrt(2) SD sqrt(1 - reliability), worked out apart.
NEEDED = [
    (1, 0, 2.771859),
    (1, 0.75, 1.385929),
    (6, 0.84, 6.652461),
    (6.1, 0.89, 5.607861),
    (10, 0.99, 2.771859),
]


@pytest.mark.parametrize(("instrument", "before", "now", "what"), POINTS)
def test_a_total_that_rose_by_its_points_or_reached_ten_is_told(instrument, before, now, what):
    found = scale_points(instrument, before, now)
    if what is None:
        assert found is None
    else:
        assert (found.rule_id, found.level) == (f"scale_change_{instrument}", "priority")
        assert found.reason == f"{instrument} {what}."


@pytest.mark.parametrize(("sd", "reliability", "expected"), NEEDED)
def test_the_smallest_change_that_chance_rarely_makes(sd, reliability, expected):
    assert reliable_change(sd, reliability) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("direction", [1, -1])
def test_any_other_scale_is_told_from_the_reliable_change_on_in_either_direction(direction):
    needed = reliable_change(6, 0.84)
    for change, expected in ((nextafter(needed, 0), False), (needed, True), (needed + 1, True), (0, False)):
        found = scale_change("pcl5", 0, direction * change, sd=6, reliability=0.84)
        assert (found is not None) == expected
    found = scale_change("pcl5", 30.04, 30 + direction * 8, sd=6, reliability=0.84)
    assert (found.rule_id, found.level) == ("scale_change_pcl5", "priority")
    assert found.reason == f"pcl5 changed from a usual 30.0 to {30 + direction * 8}."


@pytest.mark.parametrize(
    ("name", "earlier", "now", "told"),
    [
        ("core10", [8, 10], 14, False), ("core10", [8, 10], 15, True), ("core10", [8, 10, 15], 16, False),
        ("core10", [20], 2, False), ("core10", [], 30, False), ("pcl5", [30], 44, False), ("pcl5", [30], 45, True),
        ("phq9", [2], 20, False), ("gad2", [0], 6, False),
    ],
)  # fmt: skip
def test_a_scale_with_a_published_change_is_told_when_it_got_worse_by_it_and_once(name, earlier, now, told):
    assert (scale_worsening(instrument(name), earlier, now) is not None) == told


@pytest.mark.parametrize(
    ("sd", "reliability"),
    [(0, 0.8), (-1, 0.8), (6, 1), (6, 1.2), (6, -0.1), (float("nan"), 0.8), (6, float("nan"))],
)
def test_a_spread_or_reliability_that_cannot_be_is_refused(sd, reliability):
    with pytest.raises(ValueError, match="A spread above 0 and a reliability from 0 to below 1"):
        scale_change("pcl5", 20, 40, sd=sd, reliability=reliability)
