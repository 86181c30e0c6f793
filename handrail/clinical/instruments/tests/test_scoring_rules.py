"""Reverse items, symptom rules, gates, skips, decisions, change, and what is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.clinical.instruments.errors import IncompleteAnswers, InstrumentError
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.clinical.instruments.scoring import as_dict, require_complete, score

SUMMED = [scale for scale in catalogue() if scale.scoring.method == "sum"]


def phq9(*answers):
    return {f"phq9_{place}": answer for place, answer in enumerate(answers, start=1)}


def pcl5(**raised):
    return {f"pcl5_{n}": raised.get(f"i{n}", 0) for n in range(1, 21)}


def asq(*answers):
    return {f"asq_{place}": answer for place, answer in enumerate(answers, start=1) if answer is not None}


def names(result):
    return {cut.name for cut in result.positive_screens}


@st.composite
def whole_answers(draw):
    scale = draw(st.sampled_from(SUMMED))
    answers = {
        item.id: draw(st.sampled_from([option.value for option in item.options])) for item in scale.items
    }
    return scale, answers | ({scale.gate.id: 1} if scale.gate else {})


@settings(max_examples=80, deadline=None)
@given(whole_answers())
def test_a_total_lies_within_the_range_and_in_a_band_when_there_are_bands(drawn):
    scale, answers = drawn
    result = score(scale, answers)
    assert scale.scoring.minimum <= result.total <= scale.scoring.maximum
    assert (result.band is None) == (scale.band_sets is None)
    assert all(points is not None for points in result.subscales.values())


@settings(max_examples=80, deadline=None)
@given(whole_answers(), st.data())
def test_a_missing_answer_never_becomes_zero(drawn, data):
    scale, answers = drawn
    skippable = {item.id for item in scale.items if item.skip_if}
    left_out = data.draw(
        st.sampled_from([id for id in scale.scoring.items if id not in skippable or scale.gate])
    )
    partial = answers | {left_out: None}
    result = score(scale, partial)
    assert result.total is None and result.band is None and left_out in result.missing
    with pytest.raises(IncompleteAnswers, match=left_out):
        require_complete(result)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=10, max_size=10), st.sampled_from([2, 3]))
def test_more_support_lowers_the_core10_by_as_much_as_it_rises(answers, item):
    given_answers = {f"core10_{n}": answer for n, answer in enumerate(answers, start=1)}
    none = score(instrument("core10"), given_answers | {f"core10_{item}": 0}).total
    most = score(instrument("core10"), given_answers | {f"core10_{item}": 4}).total
    assert none - most == 4


def test_core10_with_every_answer_zero_still_counts_the_two_reverse_items():
    assert score(instrument("core10"), {f"core10_{n}": 0 for n in range(1, 11)}).total == 8


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((2, 2, 2, 2, 2, 0, 0, 0, 0), True),
        ((2, 2, 2, 2, 1, 0, 0, 0, 0), False),
        ((2, 0, 2, 2, 2, 0, 0, 0, 1), True),
        ((2, 0, 2, 2, 2, 0, 0, 0, 0), False),
        ((1, 1, 2, 2, 2, 2, 2, 2, 1), False),
        ((0, 2, 2, 2, 2, 2, 0, 0, 0), True),
    ],
)
def test_the_phq9_symptom_rule_needs_five_items_one_of_them_the_first_two(answers, expected):
    assert ("symptom_algorithm_major" in names(score(instrument("phq9"), phq9(*answers)))) is expected


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ({"i1": 2, "i6": 2, "i8": 2, "i9": 2, "i15": 2, "i16": 2}, True),
        ({"i1": 1, "i6": 2, "i8": 2, "i9": 2, "i15": 2, "i16": 2}, False),
        ({"i1": 2, "i6": 1, "i8": 2, "i9": 2, "i15": 2, "i16": 2}, False),
        ({"i1": 2, "i6": 2, "i8": 2, "i9": 1, "i15": 2, "i16": 2}, False),
        ({"i1": 2, "i6": 2, "i8": 2, "i9": 2, "i15": 2, "i16": 1}, False),
        ({"i5": 4, "i7": 3, "i13": 2, "i14": 2, "i19": 2, "i20": 3}, True),
    ],
)
def test_the_pcl5_symptom_rule_needs_each_cluster(raised, expected):
    assert ("symptom_rule" in names(score(instrument("pcl5"), pcl5(**raised)))) is expected


def test_pcl5_clusters_add_up_to_the_total_and_stand_alone_when_another_is_unfinished():
    answers = pcl5(i1=1, i6=2, i8=3, i20=4)
    assert score(instrument("pcl5"), answers).subscales == {
        "cluster_b": 1,
        "cluster_c": 2,
        "cluster_d": 3,
        "cluster_e": 4,
    }
    partial = score(instrument("pcl5"), answers | {"pcl5_7": None})
    assert partial.total is None
    assert partial.subscales == {"cluster_b": 1, "cluster_c": None, "cluster_d": 3, "cluster_e": 4}


def test_ciwa_never_claims_complicated_withdrawal_which_no_answer_can_show():
    worst = {item.id: item.options[-1].value for item in instrument("ciwaar").items}
    assert score(instrument("ciwaar"), worst).total == 67
    assert names(score(instrument("ciwaar"), worst)) == set()


def test_no_trauma_ever_closes_the_ptsd_screen_at_zero():
    result = score(instrument("pcptsd5"), {"pcptsd5_gate": 0})
    assert (result.total, result.missing) == (0, ())


def test_the_exposure_question_itself_is_not_counted(answers_with_total):
    assert score(instrument("pcptsd5"), answers_with_total("pcptsd5", 5)).total == 5


def test_the_ptsd_screen_needs_its_first_question_and_then_all_five():
    assert score(instrument("pcptsd5"), {}).missing[0] == "pcptsd5_gate"
    opened = score(instrument("pcptsd5"), {"pcptsd5_gate": 1, "pcptsd5_1": 1})
    assert opened.total is None
    assert opened.missing == ("pcptsd5_2", "pcptsd5_3", "pcptsd5_4", "pcptsd5_5")


def test_somebody_who_never_drinks_is_asked_one_question():
    result = score(instrument("auditc"), {"auditc_1": 0})
    assert (result.total, result.missing, names(result)) == (0, (), set())


def test_somebody_who_drinks_is_asked_all_three():
    assert score(instrument("auditc"), {"auditc_1": 1}).missing == ("auditc_2", "auditc_3")


def test_an_answer_to_a_skipped_question_is_said_aloud():
    result = score(instrument("auditc"), {"auditc_1": 0, "auditc_2": 3})
    assert result.total == 0
    assert any("auditc_2 was answered although" in note for note in result.notes)


def test_points_from_the_first_auditc_question_alone_come_with_their_note():
    alone = score(instrument("auditc"), {"auditc_1": 4, "auditc_2": 0, "auditc_3": 0})
    mixed = score(instrument("auditc"), {"auditc_1": 4, "auditc_2": 1, "auditc_3": 0})
    assert any("every point comes from item 1" in note for note in alone.notes)
    assert not any("every point comes from item 1" in note for note in mixed.notes)


def test_taps_flags_each_group_by_itself_and_has_no_total():
    answers = {"taps1_1": "daily", "taps1_3": "never", "taps1_4": "less_than_monthly", "taps1_5": "never"}
    result = require_complete(score(instrument("taps1"), answers))
    assert (result.flags, result.total, result.missing) == (("taps1_1", "taps1_4"), None, ())
    assert names(result) == {"positive_item"}


def test_taps_asks_one_of_its_two_alcohol_questions_and_the_sensitive_one_when_sex_is_unknown():
    rest = {"taps1_1": "never", "taps1_4": "never", "taps1_5": "never"}
    assert score(instrument("taps1"), rest).missing == ("taps1_3",)
    assert score(instrument("taps1"), rest | {"taps1_2": "never"}).missing == ()
    assert score(instrument("taps1"), rest | {"taps1_2": "never"}).positive_screens == ()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (asq(0, 0, 0, 0), "negative"),
        (asq(0, 0, 0, 0, 0), "negative"),
        (asq(1, 0, 0, 0, 0), "non_acute_positive"),
        (asq(0, 0, 0, 1, 0), "non_acute_positive"),
        (asq(0, 0, 1, 0, 1), "acute_positive"),
        (asq(None, None, 1, None, 1), "acute_positive"),
        (asq(0, 0, 0, 0, 1), "acute_positive"),
        (asq(0, "no_answer", 0, 0), "incomplete"),
        (asq(0, "no_answer", 0, 0, 0), "incomplete"),
        (asq(1, "no_answer", 0, 0, 0), "non_acute_positive"),
        (asq(1, 0, 0, 0, "no_answer"), "acuity_unknown"),
        (asq(0, 0, 0, None), None),
        (asq(1, 0, 0, 0), None),
        (asq(), None),
    ],
)
def test_the_suicide_screen_decides_and_a_missing_answer_never_yields_negative(answers, outcome):
    result = score(instrument("asq"), answers)
    assert (result.outcome.id if result.outcome else None) == outcome
    assert result.total is None
    if outcome is None:
        with pytest.raises(IncompleteAnswers):
            require_complete(result)


def test_the_difficulty_question_is_kept_beside_the_score_and_never_counted(answers_with_total):
    answers = answers_with_total("phq9", 12) | {"phq9_10": 3}
    result = score(instrument("phq9"), answers)
    assert (result.total, dict(result.unscored)) == (12, {"phq9_10": 3})


def test_the_pulse_is_kept_beside_the_cows_score(answers_with_total):
    answers = answers_with_total("cows", 13) | {"pulse_per_minute": 104}
    assert score(instrument("cows"), answers).unscored == {"pulse_per_minute": 104}


def test_what_we_wrote_ourselves_never_has_a_total():
    for scale in catalogue():
        if not scale.validated:
            result = require_complete(score(scale, {}))
            assert (result.total, result.band, result.positive_screens, result.missing) == (
                None,
                None,
                (),
                (),
            )


def test_session_feedback_that_falls_by_two_asks_the_worker_to_talk_about_it():
    before = {"sf_1": 5, "sf_2": 5, "sf_3": 5, "sf_4": 5}
    assert score(instrument("session_feedback"), before | {"sf_2": 4}, before).notes == ()
    assert score(instrument("session_feedback"), before | {"sf_2": 3}, before).notes != ()
    assert score(instrument("session_feedback"), before | {"sf_1": 2}).notes != ()


def test_a_score_keeps_its_version_and_turns_into_plain_values(answers_with_total):
    plain = as_dict(score(instrument("phq9"), answers_with_total("phq9", 10), 4))
    assert plain["scoring_version"] == instrument("phq9").scoring_version
    assert (plain["total"], plain["band"], plain["positive_screens"]) == (10, "moderate", ["positive_screen"])
    assert plain["change"]["verdict"] == "reliable_worsening"


def test_unknown_thresholds_are_refused():
    with pytest.raises(InstrumentError, match="asam_2020, older_practice"):
        score(instrument("ciwaar"), {}, band_set="mine")
