"""What is listened to: where each usual starts from, and which answers are watched."""

import pytest

from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.monitoring import monitored
from handrail.clinical.early_warning.signals import (
    KNOWN,
    UnknownSignal,
    answer_of_the_day,
    resolve,
    scale,
)

UP, DOWN = "higher_is_worse", "lower_is_worse"

#: Name, worse direction, mu0, sigma0 and the smallest step of the design's default priors.
PRIORS = [
    ("craving", UP, 2, 1.7, 1),
    ("mood", DOWN, 6.3, 1.7, 1),
    ("sleep_hours", DOWN, 7, 1.4, 0.5),
    ("sleep_quality", DOWN, 6.2, 1.7, 1),
    ("contacts", DOWN, 2.7, 1.6, 1),
    ("stress", UP, 4, 1.7, 1),
    ("confidence", DOWN, 7.3, 1.7, 1),
]

#: A scale of a programme's own: range, direction, and the mean and spread it starts from.
OWN = [
    (0, 10, UP, 3.0, 1.7),
    (0, 10, DOWN, 6.6, 1.7),
    (0, 100, UP, 30, 17),
    (1, 5, UP, 1 + 0.3 * 4, 0.17 * 4),
    (1, 5, DOWN, 1 + 0.66 * 4, 0.17 * 4),
    (-3, 3, DOWN, -3 + 0.66 * 6, 0.17 * 6),
]

REFUSED = [
    (0, 10, "up", 1, "the direction is higher_is_worse or lower_is_worse"),
    (5, 5, UP, 1, "highest answer must be above the lowest"),
    (5, 1, UP, 1, "highest answer must be above the lowest"),
    (0, float("inf"), UP, 1, "highest answer must be above the lowest"),
    (float("nan"), 1, UP, 1, "highest answer must be above the lowest"),
    (0, 10, UP, 0, "smallest step must be above 0 and within the range"),
    (0, 10, UP, -1, "smallest step must be above 0 and within the range"),
    (0, 10, UP, 11, "smallest step must be above 0 and within the range"),
]

#: How often each was answered in 90 days, and what is watched.
WATCHED = [
    ({}, ("craving", "mood")),
    ({"stress": 2}, ("craving", "mood")),
    ({"stress": 3}, ("craving", "mood", "stress")),
    ({"stress": 4, "sleep_hours": 3}, ("craving", "mood", "sleep_hours", "stress")),
    ({"craving": 0, "mood": 0, "confidence": 90}, ("craving", "mood", "confidence")),
    ({"steps_walked": 90}, ("craving", "mood")),
]

SEVERAL = [
    ("craving", [2], 2),
    ("craving", [2, 8, 3], 8),
    ("mood", [2, 8], 5),
    ("stress", [2, 8], 5),
    ("sleep_hours", [6.5, 7.5], 7),
]


@pytest.mark.parametrize(("name", "direction", "mean", "spread", "step"), PRIORS)
def test_the_usual_of_each_signal_starts_where_the_design_says(name, direction, mean, spread, step):
    one = KNOWN[name]
    found = (one.direction, one.prior_mean, one.prior_sd, one.smallest_step)
    assert found == (direction, mean, spread, step)
    assert one.sign == (1 if direction == UP else -1)


def test_every_known_signal_stands_in_the_table_above():
    assert list(KNOWN) == [row[0] for row in PRIORS]


@pytest.mark.parametrize(("low", "high", "direction", "mean", "spread"), OWN)
def test_a_scale_of_ones_own_starts_like_a_ten_point_item_stretched_to_its_range(
    low, high, direction, mean, spread
):
    one = scale("steps", low, high, direction, 1)
    assert (one.prior_mean, one.prior_sd) == pytest.approx((mean, spread))


@pytest.mark.parametrize(("low", "high", "direction", "step", "words"), REFUSED)
def test_a_scale_that_cannot_be_is_refused_by_name(low, high, direction, step, words):
    with pytest.raises(UnknownSignal, match=f"^steps: .*{words}"):
        scale("steps", low, high, direction, step)


def test_an_own_scale_and_known_signals_are_watched_side_by_side():
    own = scale("pain", 0, 10, UP)
    assert Engine(["craving", own]).names == ("craving", "pain")
    assert resolve([own, "mood"]) == (own, KNOWN["mood"])


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ([], "At least one signal"),
        (["hope"], "'hope' is not a known signal; known are craving"),
        (["mood", "mood"], "named twice: mood, mood"),
        (["craving", scale("craving", 0, 5, UP)], "named twice"),
    ],
)
def test_no_signal_an_unknown_one_and_one_named_twice_are_refused(wanted, words):
    with pytest.raises(UnknownSignal, match=words):
        Engine(wanted)


@pytest.mark.parametrize(("answers", "expected"), WATCHED)
def test_craving_and_mood_are_always_watched_and_others_from_three_answers_on(answers, expected):
    assert monitored(answers) == expected


@pytest.mark.parametrize(("name", "given", "expected"), SEVERAL)
def test_of_several_answers_on_a_day_the_strongest_urge_counts_and_the_mean_of_anything_else(
    name, given, expected
):
    assert answer_of_the_day(name, given) == expected
