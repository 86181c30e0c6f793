"""Each instrument as a FHIR Questionnaire: whole, valid, in its own words and with its terms."""

import json
import re

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from handrail.clinical.instruments.instrument import catalogue, instrument, instrument_ids
from handrail.clinical.instruments.points import points_of
from handrail.clinical.instruments.questionnaire import OWN, STAFF, questionnaire

EACH = pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)


def flat(items):
    for item in items:
        yield item
        yield from flat(item.get("item", ()))


def item_of(id, link):
    return next(one for one in flat(questionnaire(instrument(id))["item"]) if one["linkId"] == link)


@EACH
def test_a_reader_of_fhir_takes_it_and_gives_back_the_same(one):
    written = questionnaire(one)
    read = Questionnaire.model_validate_json(json.dumps(written))
    assert json.loads(read.model_dump_json()) == json.loads(json.dumps(written))


@EACH
def test_it_keeps_what_the_standard_says_beyond_its_shape(one):
    written = questionnaire(one)
    items = list(flat(written["item"]))
    links = [item["linkId"] for item in items]
    assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", written["id"])
    assert re.fullmatch(r"[A-Z]\w{0,254}", written["name"])
    assert len(set(links)) == len(links)
    for item in items:
        asks = item["type"] not in ("group", "display")
        assert asks or not {"code", "answerOption", "required"} & item.keys() or item["type"] == "group"
        assert item["type"] != "group" or item["item"]
        assert item["type"] != "display" or not item.keys() - {"linkId", "type", "text"}
        assert all(text == text.strip() for text in item.values() if isinstance(text, str))
        assert ("answerOption" in item) == (item["type"] in ("choice", "open-choice"))
        before = links[: links.index(item["linkId"])]
        assert all(when["question"] in before for when in item.get("enableWhen", ()))
        assert ("enableBehavior" in item) == (len(item.get("enableWhen", ())) > 1)
        codes = [
            tuple(option.get("valueCoding", option).items())[-2:] for option in item.get("answerOption", ())
        ]
        assert len(set(codes)) == len(codes)


@EACH
def test_words_options_and_numbers_are_the_instruments_own_in_their_order(one):
    asked = {item["linkId"]: item for item in flat(questionnaire(one)["item"])}
    told = [item.id for item in one.questions()]
    assert [link for link in asked if link in told] == told
    for item in one.questions():
        options = [option["valueCoding"] for option in asked[item.id].get("answerOption", ())]
        assert asked[item.id]["text"].endswith(item.text)
        assert [option["display"] for option in options] == [
            option.label or str(option.value) for option in item.options
        ]
        assert [code["code"] for code in asked[item.id].get("code", ())] == (
            [item.loinc] if item.loinc else []
        )
        counts = item.id in one.scoring.items
        numbers = [points_of(item, option.value) for option in item.options if counts]
        assert [
            extension["valueDecimal"] for option in options for extension in option.get("extension", ())
        ] == numbers


@EACH
def test_terms_attribution_and_the_notice_for_its_codes_travel_with_it(one):
    written = questionnaire(one)
    assert one.licence.attribution in written["copyright"] and one.licence.kind in written["copyright"]
    assert ("loinc.org" in json.dumps(written["item"])) <= (
        "http://loinc.org/license" in written["copyright"]
    )
    assert (OWN in written["description"]) is not one.validated
    assert (STAFF in written["description"]) is not one.may_be_sent_to_person


def test_a_question_that_hangs_on_others_says_which_answers_bring_it():
    difficulty = item_of("phq9", "phq9_10")
    assert {when["question"] for when in difficulty["enableWhen"]} == {f"phq9_{n}" for n in range(1, 10)}
    assert {when["answerCoding"]["code"] for when in difficulty["enableWhen"]} == {
        "LA6569-3",
        "LA6570-1",
        "LA6571-9",
    }
    (drinks,) = item_of("auditc", "auditc_2")["enableWhen"]
    assert (drinks["operator"], drinks["answerCoding"]["code"]) == ("!=", "LA6270-8")
    (nightmares,) = item_of("pcptsd5", "pcptsd5_1")["enableWhen"]
    assert (nightmares["question"], nightmares["answerCoding"]["code"]) == ("pcptsd5_gate", "LA32-8")


def test_a_reverse_item_gives_its_points_to_a_form_that_adds_them_up_and_keeps_its_own_codes():
    points = [
        (option["valueCoding"]["code"], option["valueCoding"]["extension"][0]["valueDecimal"])
        for option in item_of("core10", "core10_2")["answerOption"]
    ]
    assert points == [("0", 4), ("1", 3), ("2", 2), ("3", 1), ("4", 0)]


def test_a_form_that_adds_up_counts_no_gate_no_question_beside_the_scale_and_no_piece_of_ours():
    for id, link in (
        ("pcptsd5", "pcptsd5_gate"),
        ("phq9", "phq9_10"),
        ("asq", "asq_1"),
        ("session_feedback", "sf_1"),
    ):
        assert "extension" not in item_of(id, link)["answerOption"][0]["valueCoding"]
    assert "extension" in item_of("pcptsd5", "pcptsd5_1")["answerOption"][0]["valueCoding"]


def test_what_a_rater_must_read_stands_where_a_form_shows_it():
    assert item_of("asq", "asq_4-further") == {
        "linkId": "asq_4-further", "type": "text", "text": "If yes, how? When?",
    }  # fmt: skip
    assert item_of("taps1", "taps1_2-asked-of")["text"] == "Asked of: men"
    assert "designNote" not in json.dumps([questionnaire(one) for one in catalogue()])


def test_codes_stand_where_the_file_has_them_and_addresses_are_everybodys_own():
    written = {id: questionnaire(instrument(id)) for id in instrument_ids()}
    assert written["phq9"]["code"] == [{"system": "http://loinc.org", "code": "44249-1"}]
    assert "code" not in written["core10"] and "code" not in written["gad2"]
    assert len({one["url"] for one in written.values()}) == len(written)
