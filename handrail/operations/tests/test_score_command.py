"""`handrail score` and `handrail instruments list`, as an operator meets them."""

import json

import pytest

from handrail.operations.score_command import list_command, score_command

WHOLE = {f"phq9_{n}": 2 for n in range(1, 10)}


def test_a_whole_set_of_answers_is_scored_as_json():
    code, text = score_command("phq9", json.dumps(WHOLE), "10", as_json=True)
    found = json.loads(text)
    assert code == 0
    assert (found["total"], found["band"]) == (18, "moderately severe")
    assert found["positive_screens"] == ["positive_screen", "symptom_algorithm_major"]
    assert [one["id"] for one in found["safety_triggers"]] == ["phq9_item9_high", "phq9_item9"]
    assert found["change"]["verdict"] == "reliable_worsening"
    assert found["scoring_version"] and found["attribution"]


def test_earlier_answers_do_as_well_as_an_earlier_total():
    by_total = score_command("phq9", json.dumps(WHOLE), "9", as_json=True)
    by_answers = score_command("phq9", json.dumps(WHOLE), json.dumps(dict.fromkeys(WHOLE, 1)), as_json=True)
    assert by_total == by_answers


def test_the_text_says_what_it_is_not_and_whose_words_it_holds():
    code, text = score_command("phq9", json.dumps(WHOLE))
    assert code == 0
    assert "Total 18 of 0 to 27, moderately severe" in text
    assert "Not a diagnosis" in text and "Kroenke" in text


def test_our_own_check_in_is_called_no_score():
    code, text = score_command("daily_checkin", '{"dc_safe": "no"}')
    assert code == 0
    assert "not a validated instrument" in text and "EMERGENCY dc_safe_no" in text and "Total" not in text


@pytest.mark.parametrize(
    ("piece", "answers", "words"),
    [
        ("craving_now", '{"craving_now_1": 7}', "SUPPORT_NOW craving_now_strong"),
        ("needs_check", '{"need_food": "yes"}', "is not scored: no total, no range"),
        ("craving_now", '{"craving_now_1": 11}', "a number from 0 to 10"),
        ("craving_now", '{"craving_now_3": ["moon"]}', "any of alone"),
        ("readiness_rulers", '{"ruler_goal": "' + "x" * 1001 + '"}', "1000 characters at most"),
    ],
)
def test_a_piece_is_not_scored_and_says_so(piece, answers, words):
    code, text = score_command(piece, answers)
    assert code == 2 and words in text


def test_the_chosen_thresholds_stand_beside_the_ciwa_score(answers_ciwa):
    assert "(asam_2020)" in score_command("ciwaar", json.dumps(answers_ciwa))[1]


@pytest.fixture
def answers_ciwa():
    names = "nausea tremor sweats anxiety agitation tactile auditory visual headache orientation"
    return {f"ciwa_{name}": 1 for name in names.split()}


@pytest.mark.parametrize(
    ("id", "answers", "previous", "words"),
    [
        ("phq10", "{}", None, "There is no instrument 'phq10'"),
        ("bam", "{}", None, "may not be shipped"),
        ("phq9", "{}", None, "given no answers"),
        ("phq9", '{"phq9_1": null}', None, "given no answers"),
        ("phq9", '{"phq9_1": 1}', None, "needs an answer to phq9_2"),
        ("phq9", '{"phq9_9": 2}', None, "still sets off phq9_item9_high, phq9_item9"),
        ("phq9", '{"phq9_1": 4}', None, "phq9_1 takes 0, 1, 2 or 3"),
        ("phq9", '{"phq9_1": NaN}', None, "NaN is no number"),
        ("phq9", '{"phq_1": 1}', None, "Did you mean phq9_1"),
        ("phq9", '{"\\ud800": 1}', None, "did not arrive whole"),
        ("phq9", '{"phq9_1": 1, "phq9_1": 2}', None, "given twice"),
        ("phq9", "phq9_1=1", None, "not valid JSON"),
        ("phq9", "[1, 2]", None, "takes a JSON object"),
        ("phq9", "[" * 100_000, None, "not valid JSON"),
        ("phq9", json.dumps(WHOLE), "lots", "--previous is not valid JSON"),
        ("phq9", json.dumps(WHOLE), "[1]", "--previous takes an earlier total"),
        ("phq9", json.dumps(WHOLE), "true", "--previous takes an earlier total"),
        ("phq9", json.dumps(WHOLE), "99", "from 0 to 27"),
        ("phq9", json.dumps(WHOLE), '{"phq9_1": 1}', "needs an answer to phq9_2"),
    ],
)
def test_bad_input_exits_2_with_a_clear_message_and_nothing_scored(id, answers, previous, words):
    for as_json in (False, True):
        code, text = score_command(id, answers, previous, as_json)
        assert code == 2
        assert words in text and "Total" not in text
        text.encode("utf-8")


def test_the_list_shows_who_may_answer_and_what_is_withheld_with_the_reason():
    code, text = list_command()
    assert code == 0
    assert "cows: Clinical Opiate Withdrawal Scale (COWS)" in text
    assert "trained staff only; never sent to a person" in text
    assert "May not be shipped" in text and "pacs: Penn Alcohol Craving Scale (PACS)" in text


def test_the_list_as_json_has_licence_and_items():
    found = json.loads(list_command(as_json=True)[1])
    (phq9,) = [row for row in found["instruments"] if row["id"] == "phq9"]
    assert (phq9["items"], phq9["licence"]) == (9, "public_domain")
    assert len(found["withheld"]) == 31
