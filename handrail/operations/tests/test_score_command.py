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


def test_our_own_questions_come_to_no_total_and_still_say_what_cannot_wait():
    code, text = score_command("craving_now", '{"craving_now_1": 7}', as_json=True)
    found = json.loads(text)
    assert (code, found["validated"], found["total"], found["band"]) == (0, False, None, None)
    assert [one["id"] for one in found["safety_triggers"]] == ["craving_now_strong"]
    assert "this is no score" in found["remark"]
    code, text = score_command("session_feedback", '{"sf_1": 3}', '{"sf_1": 5}')
    assert code == 0 and "prompts the worker to ask" in text and "Scoring" not in text and "Total" not in text


def test_a_strength_is_told_as_one_and_a_cut_off_says_for_whom_it_holds():
    strong = json.dumps({f"barc_{n}": 6 for n in range(1, 11)})
    (reached,) = json.loads(score_command("barc10", strong, as_json=True)[1])["cut_offs_reached"]
    assert (reached["name"], reached["kind"]) == ("sustained_remission_association", "strength")
    drinks = '{"auditc_1": 3, "auditc_2": 0, "auditc_3": 0}'
    reached = json.loads(score_command("auditc", drinks, as_json=True)[1])["cut_offs_reached"]
    assert [one["applies_to"] for one in reached] == ["women", "unspecified"]


def test_the_chosen_thresholds_stand_beside_the_ciwa_score(answers_ciwa):
    told = json.dumps(answers_ciwa)
    assert "Total 10 of 0 to 67, moderate (ASAM 2020)" in score_command("ciwaar", told)[1]
    older = json.loads(score_command("ciwaar", told, None, True, "older_practice")[1])
    assert (older["band"], older["band_set"]) == ("moderate", "older_practice")


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
        ("phq9", json.dumps(WHOLE), "14.5", "whole number from 0 to 27"),
        ("phq9", json.dumps(WHOLE), " ", "--previous is not valid JSON"),
        ("taps1", '{"taps1_1": "never"}', "3", "no total to compare"),
        ("asq", '{"asq_1": 0, "asq_2": 0, "asq_3": 0, "asq_4": 0}', '{"asq_1": 0}', "no total to compare"),
        ("craving_now", '{"craving_now_1": 2}', "3", "no total to compare"),
        ("craving_now", '{"craving_now_1": 11}', None, "a number from 0 to 10"),
        ("craving_now", '{"craving_now_1": 1' + "0" * 39 + "}", None, "a number from 0 to 10"),
        ("craving_now", '{"craving_now_3": ["moon"]}', None, "any of alone"),
        ("readiness_rulers", '{"ruler_goal": "' + "x" * 1001 + '"}', None, "1000 characters at most"),
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
