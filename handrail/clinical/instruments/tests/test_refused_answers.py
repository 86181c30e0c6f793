"""What is not an answer is refused with a sentence, and nothing is scored."""

import pytest

from handrail.clinical.instruments.answers import checked
from handrail.clinical.instruments.errors import OutOfRange, UnknownInstrument, UnknownItem
from handrail.clinical.instruments.instrument import instrument, withheld

REFUSED = [
    ("phq9", "phq9_1", 4, "0, 1, 2 or 3"),
    ("phq9", "phq9_1", -1, "0, 1, 2 or 3"),
    ("phq9", "phq9_1", "2", "'2'"),
    ("phq9", "phq9_1", True, "True"),
    ("phq9", "phq9_1", 1.5, "1.5"),
    ("phq9", "phq9_1", float("nan"), "nan"),
    ("phq9", "phq9_1", [1], "[1]"),
    ("phq9", "phq9_1", {"a": 1}, "'a'"),
    ("barc10", "barc_1", 0, "1, 2, 3, 4, 5 or 6"),
    ("cows", "cows_restlessness", 2, "0, 1, 3 or 5"),
    ("cows", "cows_sweating", 5, "0, 1, 2, 3 or 4"),
    ("cows", "cows_gooseflesh", 1, "0, 3 or 5"),
    ("cows", "pulse_per_minute", -3, "0 or more"),
    ("ciwaar", "ciwa_orientation", 5, "0, 1, 2, 3 or 4"),
    ("ciwaar", "ciwa_tremor", 8, "6 or 7"),
    ("taps1", "taps1_1", "sometimes", "daily, weekly"),
    ("asq", "asq_1", "yes", "0, 1 or no_answer"),
    ("pcptsd5", "pcptsd5_1", 3, "0 or 1"),
    ("daily_checkin", "dc_craving", 11, "0 to 10"),
    ("daily_checkin", "dc_craving", 2.5, "steps of 1"),
    ("daily_checkin", "dc_sleep_hours", 24.5, "0 to 24"),
    ("daily_checkin", "dc_sleep_hours", 7.25, "steps of 0.5"),
    ("daily_checkin", "dc_sleep_hours", float("inf"), "inf"),
    ("daily_checkin", "dc_contact", 1, "true or false"),
    ("daily_checkin", "dc_safe", "maybe", "yes, not sure or no"),
    ("craving_now", "craving_now_3", "alone", "any of"),
    ("craving_now", "craving_now_3", ["alone", "alone"], "any of"),
    ("craving_now", "craving_now_3", ["alone", ["bored"]], "any of"),
    ("readiness_rulers", "ruler_goal", 3, "words"),
    ("needs_check", "need_food_help", "yes", "yes please"),
]

ALLOWED = [
    ("phq9", "phq9_1", 2.0, 2),
    ("ciwaar", "ciwa_tremor", 5, 5),
    ("daily_checkin", "dc_sleep_hours", 7.5, 7.5),
    ("daily_checkin", "dc_contact", False, False),
    ("craving_now", "craving_now_3", ["alone", "bored"], ("alone", "bored")),
    ("needs_check", "need_food_help", "yes please", "yes please"),
    ("readiness_rulers", "ruler_goal", "Sleep more", "Sleep more"),
]


@pytest.mark.parametrize(("id", "item", "answer", "words"), REFUSED)
def test_an_answer_outside_the_item_is_refused_and_the_item_is_named(id, item, answer, words):
    with pytest.raises(OutOfRange) as refusal:
        checked(instrument(id), {item: answer})
    assert item in str(refusal.value) and words in str(refusal.value)


@pytest.mark.parametrize(("id", "item", "answer", "kept"), ALLOWED)
def test_an_answer_the_item_allows_is_kept_as_it_is(id, item, answer, kept):
    assert checked(instrument(id), {item: answer}) == {item: kept}


def test_a_skipped_answer_is_left_out():
    assert checked(instrument("phq9"), {"phq9_1": None, "phq9_2": 0}) == {"phq9_2": 0}


def test_an_unknown_item_is_named_with_the_nearest_known_one():
    with pytest.raises(UnknownItem, match="Did you mean phq9_1"):
        checked(instrument("phq9"), {"phq_1": 1})


def test_an_unknown_item_may_be_any_text_without_breaking_the_message():
    with pytest.raises(UnknownItem) as refusal:
        checked(instrument("phq9"), {"\ud800\x00" + "x" * 5000: 1})
    assert len(str(refusal.value)) < 300
    str(refusal.value).encode("utf-8")


def test_an_unknown_instrument_lists_what_there_is():
    with pytest.raises(UnknownInstrument, match="phq9"):
        instrument("../phq9")


@pytest.mark.parametrize("id", [one.id for one in withheld()])
def test_a_withheld_instrument_says_why_and_what_to_use(id):
    with pytest.raises(UnknownInstrument, match="may not be shipped.*In its place"):
        instrument(id)
