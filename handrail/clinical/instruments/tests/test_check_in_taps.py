"""Taps on the phone and the numbers they stand for."""

from decimal import Decimal

import pytest

from handrail.clinical.instruments.check_in import RANGES, TAPS, THIRD_QUESTIONS, choice_for, value_for
from handrail.clinical.instruments.errors import OutOfRange, UnknownItem
from handrail.clinical.instruments.instrument import instrument

NUMBERS = {
    "mood": [10, 8, 5, 3, 0],
    "craving": [0, 3, 7, 10],
    "sleep_quality": [10, 8, 5, 3, 0],
    "stress": [0, 3, 5, 8, 10],
    "confidence": [10, 8, 5, 3, 0],
}


@pytest.mark.parametrize(("question", "numbers"), NUMBERS.items())
def test_choices_are_evenly_spaced_and_rounded_half_up(question, numbers):
    assert [value_for(question, choice.value) for choice in TAPS[question].choices] == numbers


@pytest.mark.parametrize("question", TAPS)
def test_a_stored_answer_is_shown_back_as_the_choice_that_was_tapped(question):
    for choice in TAPS[question].choices:
        assert choice_for(question, value_for(question, choice.value)) == choice


def test_a_number_between_two_choices_is_shown_as_the_rougher_one():
    assert choice_for("mood", 9).label == "Okay"
    assert choice_for("mood", 4).label == "Hard"
    assert choice_for("craving", 5).label == "Strong"


def test_a_number_may_come_from_a_database():
    assert choice_for("sleep_hours", Decimal("7.5")).label == "7½"


@pytest.mark.parametrize("question", TAPS)
def test_every_tap_is_an_answer_its_item_allows(question):
    asked = TAPS[question]
    item = next(item for item in instrument("daily_checkin").items if item.id == asked.item)
    assert (item.minimum, item.maximum, item.step) == RANGES[question]
    assert {value_for(question, choice.value) for choice in asked.choices} <= {n / 2 for n in range(49)}


def test_sleep_is_picked_in_half_hours():
    labels = [choice.label for choice in TAPS["sleep_hours"].choices]
    assert labels[:4] == ["0", "½", "1", "1½"]
    assert (len(labels), labels[-1]) == (49, "24")
    assert value_for("sleep_hours", "7.5") == 7.5


def test_the_choices_of_water_carry_a_picture_that_rises_with_the_waves():
    for question in ("mood", "craving", "sleep_quality", "stress", "confidence"):
        water = [choice.water for choice in TAPS[question].choices]
        assert water == sorted(water) and water[0] == 1 and water[-1] == 5


def test_the_third_question_starts_with_rest():
    assert THIRD_QUESTIONS == ("sleep_quality", "sleep_hours", "stress", "confidence")
    assert set(THIRD_QUESTIONS) <= set(TAPS)


def test_contacts_are_counted_from_0_to_15():
    assert RANGES["contacts"] == (0, 15, 1)


def test_what_is_no_choice_is_refused():
    with pytest.raises(OutOfRange, match="none, a_little, strong, very_strong"):
        value_for("craving", "\ud800")
    with pytest.raises(UnknownItem):
        value_for("weather", "good")
    for number in (11, -1, float("nan")):
        with pytest.raises(OutOfRange):
            choice_for("mood", number)
