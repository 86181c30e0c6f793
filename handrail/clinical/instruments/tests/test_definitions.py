"""The definitions as shipped: whole, attributed, unaltered, and refused when they are not."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from handrail.clinical.instruments import instrument as shelf
from handrail.clinical.instruments.errors import BrokenDefinition
from handrail.clinical.instruments.instrument import catalogue, instrument, instrument_ids, withheld
from handrail.clinical.instruments.reading import read_instrument
from handrail.clinical.instruments.soundness import require_sound

DEFINITIONS = Path(shelf.__file__).parent / "definitions"

# Changing a word or a rule changes the digest: raise scoring_version with any rule, and never touch words.
DIGESTS = {
    "asq": ("2026-11.1", "8856420e522c"),
    "auditc": ("2026-11.1", "4324373bb6b0"),
    "barc10": ("2026-11.1", "0c450600ce0b"),
    "ciwaar": ("2026-11.1", "d1a77028aec4"),
    "coping_plan_72h": ("2026-11.1", "17114f5fddf3"),
    "core10": ("2026-11.1", "09af4f986c3f"),
    "cows": ("2026-11.1", "c4a046a98e64"),
    "craving_now": ("2026-11.1", "69eebddb5b4d"),
    "daily_checkin": ("2026-11.1", "0a6482525669"),
    "early_warning_signs": ("2026-11.1", "04cadcb64eaa"),
    "gad2": ("2026-11.1", "b7460ce759f0"),
    "gad7": ("2026-11.1", "7c0debcd3e36"),
    "needs_check": ("2026-11.2", "bdd0e7b4b73b"),
    "pcl5": ("2026-11.1", "172d54ff6bb7"),
    "pcptsd5": ("2026-11.1", "4ff17ef95415"),
    "phq2": ("2026-11.1", "b73bc8ab038a"),
    "phq9": ("2026-11.1", "96fd85b302a2"),
    "readiness_rulers": ("2026-11.1", "09803980f47b"),
    "safety_plan": ("2026-11.1", "6dadca2805db"),
    "session_feedback": ("2026-11.2", "679eb25ba4b5"),
    "taps1": ("2026-11.1", "326d7a487ced"),
}

STAFF_ONLY = {"asq", "cows", "ciwaar"}
OWN_WORDING = {
    "craving_now",
    "readiness_rulers",
    "session_feedback",
    "needs_check",
    "daily_checkin",
    "early_warning_signs",
    "safety_plan",
    "coping_plan_72h",
}


def raw(id):
    return yaml.safe_load((DEFINITIONS / f"{id}.yaml").read_text(encoding="utf-8"))


def digest(id):
    """Words and rules, without licence remarks and reading notes."""
    definition = {key: value for key, value in raw(id).items() if key not in ("licence", "wording_source")}
    return hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()[:12]


def test_the_shelf_holds_thirteen_instruments_and_eight_pieces_of_our_own():
    assert {one.id for one in catalogue() if not one.validated} == OWN_WORDING
    assert len([one for one in catalogue() if one.validated]) == 13


@pytest.mark.parametrize("id", sorted(instrument_ids()))
def test_words_and_rules_are_those_that_were_checked(id):
    assert (raw(id)["scoring_version"], digest(id)) == DIGESTS[id]


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_terms_and_attribution_travel_with_the_words(one):
    assert one.licence.kind
    if one.validated:
        assert one.licence.attribution and one.licence.source and one.citation
    else:
        assert one.licence.kind == "own_wording"


@pytest.mark.parametrize("id", sorted(instrument_ids()))
def test_whoever_shows_a_loinc_code_shows_the_notice_of_its_owner(id):
    codes = [line for line in (DEFINITIONS / f"{id}.yaml").read_text().splitlines() if 'loinc: "' in line]
    assert bool(codes) <= ("http://loinc.org/license" in (instrument(id).loinc_notice or ""))


def test_clinician_rated_scales_are_never_sent_to_a_person():
    assert {one.id for one in catalogue() if not one.may_be_sent_to_person} == STAFF_ONLY


def test_known_traps_of_the_scales():
    sweating = next(item for item in instrument("cows").items if item.id == "cows_sweating")
    assert [option.value for option in sweating.options] == [0, 1, 2, 3, 4]
    assert instrument("auditc").items[1].loinc == "68519-8"
    assert instrument("auditc").items[0].loinc == "68518-0"
    assert instrument("pcl5").loinc_panel == "101697-1"
    difficulty = instrument("phq9").unscored_items[0]
    assert [(option.value, option.loinc) for option in difficulty.options][2:] == [
        (2, "LA6575-0"),
        (3, "LA6574-3"),
    ]
    assert [option.value for option in instrument("barc10").items[0].options] == [1, 2, 3, 4, 5, 6]


def test_what_is_withheld_has_a_reason_and_not_one_item():
    kept_back = yaml.safe_load((DEFINITIONS.parent / "withheld.yaml").read_text(encoding="utf-8"))["withheld"]
    assert len(kept_back) == len(withheld()) == 31
    assert all(row["reason"] and row["alternative"] and "items" not in row for row in kept_back)
    assert not {row["id"] for row in kept_back} & instrument_ids()


def broken(id, **changes):
    return raw(id) | changes


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (broken("phq2", items=[{"id": "phq2_1", "text": None}]), "no checked wording"),
        (broken("phq2", items=[{"id": "phq2_1", "text": "x", "text_unverified": "y"}]), "no checked wording"),
        (broken("phq2", ship="hold"), "ship is hold"),
        (broken("phq2", items=[{"id": "phq2_1", "text": "x"}]), "which it does not ask"),
        (broken("phq2", items=[{"id": "phq2_1", "text": "x"}] * 2), "stands twice"),
        (broken("phq2", bands=[{"min": 0, "max": 3, "label": "low"}]), "bands do not end"),
        (broken("phq2", bands=[{"min": 1, "max": 6, "label": "all"}]), "gap or overlaps"),
        (broken("phq2", scoring=raw("phq2")["scoring"] | {"range": [0, 7]}), "its range says"),
        (broken("phq2", options=[{"value": 0, "label": "No"}]), "offers no choice"),
        (broken("phq2", licence={"class": "public_domain"}), "no attribution"),
        (
            broken("phq2", cutoffs=[{"name": "a", "op": "~", "value": 1, "evidence": "x"}]),
            "not one this program",
        ),
        (
            broken(
                "phq2",
                safety_triggers=[
                    {"id": "a", "when": {"item": "b", "op": ">", "value": 1}, "level": "loud", "action": "c"}
                ],
            ),
            "unknown",
        ),
    ],
)
def test_an_unsound_definition_is_refused(definition, words):
    with pytest.raises(BrokenDefinition, match=words):
        require_sound(read_instrument(definition))
