"""When a total has really moved: by the published points, below, at and above."""

from decimal import Decimal

import pytest

from handrail.clinical.instruments.errors import OutOfRange
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scoring import score


@pytest.mark.parametrize(
    ("id", "previous", "current", "verdict"),
    [
        ("phq9", 15, 9, "reliable_improvement"),
        ("phq9", 15, 10, "no_reliable_change"),
        ("phq9", 15, 8, "reliable_improvement"),
        ("phq9", 10, 16, "reliable_worsening"),
        ("phq9", 10, 15, "no_reliable_change"),
        ("gad7", 10, 6, "reliable_improvement"),
        ("gad7", 10, 7, "no_reliable_change"),
        ("gad7", 10, 14, "reliable_worsening"),
        ("gad7", 10, 13, "no_reliable_change"),
        ("pcl5", 50, 35, "reliable_improvement"),
        ("pcl5", 50, 36, "possible_improvement"),
        ("pcl5", 50, 40, "possible_improvement"),
        ("pcl5", 50, 41, "no_reliable_change"),
        ("pcl5", 30, 44, "possible_worsening"),
        ("pcl5", 30, 45, "reliable_worsening"),
        ("core10", 20, 14, "reliable_improvement"),
        ("core10", 20, 15, "no_reliable_change"),
        ("core10", 20, 26, "reliable_worsening"),
        ("barc10", 20, 55, "not_published"),
        ("auditc", 12, 0, "not_published"),
        ("phq2", 6, 0, "not_published"),
    ],
)
def test_change_is_called_reliable_only_by_the_published_points(
    answers_with_total, id, previous, current, verdict
):
    result = score(instrument(id), answers_with_total(id, current), previous)
    assert (result.change.verdict, result.change.difference) == (verdict, current - previous)
    earlier = answers_with_total(id, previous)
    assert score(instrument(id), answers_with_total(id, current), earlier).change == result.change


def test_unfinished_earlier_answers_give_no_change(answers_with_total):
    result = score(instrument("gad7"), answers_with_total("gad7", 7), {"gad7_1": 3})
    assert (result.total, result.change) == (7, None)


@pytest.mark.parametrize(
    "previous", [28, -1, True, 3.5, "9", float("nan"), float("inf"), Decimal("9.5"), Decimal("NaN")]
)
def test_an_impossible_earlier_total_is_refused(answers_with_total, previous):
    with pytest.raises(OutOfRange, match="from 0 to 27"):
        score(instrument("phq9"), answers_with_total("phq9", 9), previous)


@pytest.mark.parametrize("previous", [9, 9.0, Decimal("9.00")])
def test_an_earlier_total_may_come_from_a_database(answers_with_total, previous):
    result = score(instrument("phq9"), answers_with_total("phq9", 3), previous)
    assert result.change.verdict == "reliable_improvement"
    assert result.change.previous == 9


@pytest.mark.parametrize(
    ("id", "previous", "current", "response", "remission", "recovered"),
    [
        ("phq9", 18, 9, True, False, None),
        ("phq9", 18, 10, False, False, None),
        ("phq9", 17, 9, False, False, None),
        ("phq9", 9, 5, False, False, None),
        ("phq9", 9, 4, True, True, None),
        ("phq9", 0, 0, False, True, None),
        ("gad7", 14, 7, True, False, None),
        ("gad7", 5, 4, False, True, None),
        ("pcl5", 50, 28, None, None, True),
        ("pcl5", 50, 29, None, None, False),
        ("core10", 30, 0, None, None, None),
    ],
)
def test_response_is_half_of_the_baseline_and_remission_and_recovered_lie_below_a_line(
    answers_with_total, id, previous, current, response, remission, recovered
):
    moved = score(instrument(id), answers_with_total(id, current), previous).change
    assert (moved.response, moved.remission, moved.recovered) == (response, remission, recovered)
