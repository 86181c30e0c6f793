"""Below, at and above every band edge and cut-off, written out by hand from the published sources."""

import pytest

from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scoring import score

BANDS = [
    ("phq9", [(0, "minimal"), (4, "minimal"), (5, "mild"), (6, "mild"), (9, "mild"), (10, "moderate")]),
    ("phq9", [(11, "moderate"), (14, "moderate"), (15, "moderately severe"), (16, "moderately severe")]),
    ("phq9", [(19, "moderately severe"), (20, "severe"), (21, "severe"), (27, "severe")]),
    ("gad7", [(0, "minimal"), (4, "minimal"), (5, "mild"), (6, "mild"), (9, "mild"), (10, "moderate")]),
    ("gad7", [(11, "moderate"), (14, "moderate"), (15, "severe"), (16, "severe"), (21, "severe")]),
    ("cows", [(0, "none or minimal"), (4, "none or minimal"), (5, "mild"), (6, "mild"), (12, "mild")]),
    ("cows", [(13, "moderate"), (14, "moderate"), (24, "moderate"), (25, "moderately severe")]),
    ("cows", [(26, "moderately severe"), (36, "moderately severe"), (37, "severe"), (38, "severe")]),
    ("cows", [(48, "severe")]),
    ("ciwaar", [(0, "mild"), (9, "mild"), (10, "moderate"), (11, "moderate"), (18, "moderate")]),
    ("ciwaar", [(19, "severe"), (20, "severe"), (67, "severe")]),
    ("core10", [(0, "healthy"), (5, "healthy"), (6, "low"), (7, "low"), (10, "low"), (11, "mild")]),
    ("core10", [(12, "mild"), (14, "mild"), (15, "moderate"), (16, "moderate"), (19, "moderate")]),
    ("core10", [(20, "moderate to severe"), (24, "moderate to severe"), (25, "severe"), (40, "severe")]),
]

OLDER_CIWA = [(0, "minimal to mild"), (7, "minimal to mild"), (8, "moderate"), (9, "moderate")]
OLDER_CIWA += [(14, "moderate"), (15, "severe"), (16, "severe"), (67, "severe")]

ALL_AUDITC = {"positive_men", "positive_women", "positive_unspecified"}
SENSITIVE_AUDITC = {"positive_women", "positive_unspecified"}

CUTOFFS = [
    ("phq9", [(9, set()), (10, {"positive_screen"}), (11, {"positive_screen"})]),
    ("phq2", [(1, set()), (2, {"sensitive_alternative"}), (3, {"sensitive_alternative", "positive_screen"})]),
    ("phq2", [(4, {"sensitive_alternative", "positive_screen"})]),
    ("gad7", [(7, set()), (8, {"uk_talking_therapies_caseness"}), (9, {"uk_talking_therapies_caseness"})]),
    ("gad7", [(10, {"uk_talking_therapies_caseness", "positive_screen"})]),
    ("gad7", [(11, {"uk_talking_therapies_caseness", "positive_screen"})]),
    ("gad2", [(2, set()), (3, {"positive_screen"}), (4, {"positive_screen"})]),
    ("auditc", [(2, set()), (3, SENSITIVE_AUDITC), (4, ALL_AUDITC), (5, ALL_AUDITC), (12, ALL_AUDITC)]),
    ("pcptsd5", [(2, set()), (3, {"sensitive"}), (4, {"sensitive", "efficient"})]),
    ("pcptsd5", [(5, {"sensitive", "efficient"})]),
    ("pcl5", [(32, set()), (33, {"provisional_ptsd_score"}), (34, {"provisional_ptsd_score"})]),
    ("barc10", [(46, set()), (47, {"sustained_remission_association"})]),
    ("barc10", [(48, {"sustained_remission_association"}), (10, set())]),
    ("cows", [(7, set()), (8, {"ed_buprenorphine_start"}), (9, {"ed_buprenorphine_start"})]),
    ("cows", [(12, {"ed_buprenorphine_start"})]),
    ("cows", [(13, {"ed_buprenorphine_start", "bc_guidance_start"})]),
    ("core10", [(10, set()), (11, {"clinical_range"}), (12, {"clinical_range"})]),
    ("core10", [(13, {"clinical_range", "depression_range"}), (14, {"clinical_range", "depression_range"})]),
]

TOTAL_TRIGGERS = [
    ("phq9", "phq9_severe", 20),
    ("phq2", "phq2_positive", 3),
    ("gad7", "gad7_severe", 15),
    ("auditc", "auditc_heavy", 8),
    ("pcptsd5", "pcptsd5_positive", 3),
    ("cows", "cows_severe", 25),
    ("cows", "cows_moderate", 13),
    ("core10", "core10_severe", 25),
]


def flat(table):
    return [(id, total, expected) for id, rows in table for total, expected in rows]


@pytest.mark.parametrize(("id", "total", "label"), flat(BANDS))
def test_a_total_falls_in_the_published_band(answers_with_total, id, total, label):
    result = score(instrument(id), answers_with_total(id, total))
    assert (result.total, result.band.label) == (total, label)


@pytest.mark.parametrize(("total", "label"), OLDER_CIWA)
def test_a_site_that_keeps_the_older_ciwa_thresholds_sees_their_name_beside_the_score(
    answers_with_total, total, label
):
    answers = answers_with_total("ciwaar", total)
    result = score(instrument("ciwaar"), answers, band_set="older_practice")
    assert (result.band.label, result.band_set) == (label, "older_practice")


@pytest.mark.parametrize(("id", "total", "names"), flat(CUTOFFS))
def test_a_total_reaches_exactly_the_named_cutoffs(answers_with_total, id, total, names):
    result = score(instrument(id), answers_with_total(id, total))
    by_total = {cut.name for cut in result.positive_screens if cut.rule is None}
    assert by_total == names


@pytest.mark.parametrize(("id", "trigger", "at"), TOTAL_TRIGGERS)
def test_a_trigger_on_the_total_fires_at_its_value_and_not_one_below(answers_with_total, id, trigger, at):
    fired = {
        total: trigger
        in [one.id for one in score(instrument(id), answers_with_total(id, total)).safety_triggers]
        for total in (at - 1, at, at + 1)
        if total <= instrument(id).scoring.maximum
    }
    assert fired == {total: total >= at for total in fired}


def test_the_ciwa_total_calls_for_medical_assessment_from_10_and_an_emergency_from_19(answers_with_total):
    def fired(total):
        result = score(instrument("ciwaar"), answers_with_total("ciwaar", total))
        return {one.id for one in result.safety_triggers} & {"ciwa_moderate", "ciwa_severe"}

    assert [fired(total) for total in (9, 10, 11)] == [set(), {"ciwa_moderate"}, {"ciwa_moderate"}]
    assert [fired(total) for total in (18, 19)] == [{"ciwa_moderate"}, {"ciwa_moderate", "ciwa_severe"}]


def test_the_auditc_cutoff_follows_the_person_and_the_sensitive_one_holds_when_sex_is_unknown(
    answers_with_total,
):
    result = score(instrument("auditc"), answers_with_total("auditc", 3))
    assert [cut.name for cut in result.screens_for("men")] == []
    assert [cut.name for cut in result.screens_for("women")] == ["positive_women"]
    assert [cut.name for cut in result.screens_for("unspecified")] == ["positive_unspecified"]


def test_a_strength_and_a_protocol_threshold_are_never_called_a_screen(answers_with_total):
    strong = score(instrument("barc10"), answers_with_total("barc10", 60))
    withdrawal = score(instrument("cows"), answers_with_total("cows", 13))
    assert {cut.kind for cut in strong.positive_screens} == {"strength"}
    assert {cut.kind for cut in withdrawal.positive_screens} == {"protocol"}


def test_every_total_of_every_scale_with_bands_has_exactly_one_band():
    for scale in catalogue():
        for bands in (scale.band_sets or {}).values():
            for total in range(scale.scoring.minimum, scale.scoring.maximum + 1):
                assert sum(band.minimum <= total <= band.maximum for band in bands) == 1
