"""What each answer asks for at least, by table; nothing is asked for by silence, and no total hides an emergency."""

from __future__ import annotations

import itertools

import pytest

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.triage.check import YES
from handrail.clinical.triage.checks import CHECKS, levels
from handrail.clinical.triage.suicide_risk import C_SSRS, c_ssrs, c_ssrs_levels
from handrail.clinical.triage.urgency import as_alert, standard

BY_ID = {check.id: check for check in CHECKS}


def least(check: str, **answers: str) -> int | None:
    found = levels({check: answers})
    return found[0].tier if found else None


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ({}, None),
        ({"safe_place": "yes"}, None),
        ({"safe_place": "no"}, 2),
        ({"safe_place": "not_sure"}, 3),
        ({"thoughts": "yes"}, 3),
        ({"thoughts": "not_sure"}, 3),
        ({"thoughts": "yes", "means": "no"}, 3),
        ({"thoughts": "yes", "means": "not_sure"}, 2),
        ({"means": "yes"}, 2),
        ({"taken": "yes"}, 3),
        ({"taken": "not_sure", "thoughts": "yes"}, 1),
        ({"safe_place": "yes", "taken": "no", "thoughts": "no", "means": "no"}, None),
        ({"safe_place": "yes", "taken": "no", "thoughts": "no", "means": "no", "company": "no"}, 4),
    ],
)
def test_the_first_five_questions(answers, tier):
    assert least("safety", **answers) == tier


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ("0000", None), ("1000", 2), ("0001", 2), ("00001", 1), ("10000", 2), ("10001", 1), ("1000n", 1), ("n0000", 2), ("n", 2),
    ],
)  # fmt: skip
def test_asq_as_it_is_shipped(answers, tier):
    given = {f"asq_{n}": {"n": "no_answer"}.get(a, a) for n, a in enumerate(answers, 1)}
    assert least("asq", **given) == tier


def test_the_fifth_question_of_asq_comes_after_another_answer_than_no():
    asq, four_no = BY_ID["asq"], {f"asq_{n}": "0" for n in range(1, 5)}
    assert [q.id for q in asq.asked(four_no)] == ["asq_1", "asq_2", "asq_3", "asq_4"]
    assert asq.asked(four_no | {"asq_2": "no_answer"})[-1].id == "asq_5"


@pytest.mark.parametrize(
    ("yes", "tier"),
    [
        ([], None), (["wish"], 3), (["thoughts"], 3), (["method"], 2), (["behaviour_ever"], 2), (["intent"], 1), (["plan"], 1),
        (["behaviour_recent"], 1), (["wish", "method", "plan"], 1),
    ],
)  # fmt: skip
def test_c_ssrs_by_its_published_logic(yes, tier):
    found = c_ssrs_levels(dict.fromkeys(yes, YES))
    assert (found[0].tier if found else None) == tier


def test_c_ssrs_is_asked_only_in_a_sites_own_wording():
    assert "c_ssrs" not in BY_ID
    assert [q.text for q in c_ssrs({name: f"Site: {name}" for name in C_SSRS}).questions][0] == "Site: wish"
    with pytest.raises(ValueError, match="does not fit: plan"):
        c_ssrs({name: "x" for name in C_SSRS if name != "plan"})


@pytest.mark.parametrize(
    ("check", "answers", "tier"),
    [
        ("overdose", {"awake": "no"}, 1), ("overdose", {"awake": "not_sure"}, 1), ("overdose", {"breathing": "no"}, 1),
        ("overdose", {"naloxone": "yes"}, 1), ("overdose", {"sleepier": "not_sure"}, 1), ("overdose", {"lately": "yes"}, 3),
        ("overdose", {"awake": "yes", "breathing": "yes", "naloxone": "no", "sleepier": "no", "lately": "no"}, None),
        ("withdrawal", {"seizure": "yes"}, 1), ("withdrawal", {"confused": "no"}, 1), ("withdrawal", {"not_there": "yes"}, 1),
        ("withdrawal", {"severe": "yes"}, 2), ("withdrawal", {"stopped": "yes"}, 3), ("withdrawal", {"pregnant": "yes"}, None),
        ("withdrawal", {"pregnant": "yes", "stopped": "yes"}, 2), ("withdrawal", {"confused": "yes", "seizure": "no"}, None),
        ("violence", {"hurt_now": "yes"}, 1), ("violence", {"weapon": "not_sure"}, 1), ("violence", {"threat": "yes"}, 2),
        ("violence", {"afraid": "yes"}, 2), ("violence", {"afraid": "no"}, None),
        ("self_neglect", {"body": "yes"}, 1), ("self_neglect", {"warm": "no"}, 2), ("self_neglect", {"eaten": "no"}, 2),
        ("self_neglect", {"eaten": "not_sure"}, 3), ("self_neglect", {"medicine": "yes"}, 3), ("self_neglect", {"depends": "no"}, None),
    ],
)  # fmt: skip
def test_what_else_a_worker_sees_or_hears(check, answers, tier):
    assert least(check, **answers) == tier


def rated(scale: str, total: int, **also: int) -> dict[str, str]:
    """Ratings that come to this total, of values the scale knows; `also` are given ones."""
    items = [item for item in instrument(scale).items if item.id not in also]
    kept, rest = {name: str(value) for name, value in also.items()}, total - sum(also.values())
    safe = {"ciwa_tactile": 3, "ciwa_auditory": 3, "ciwa_visual": 3, "ciwa_orientation": 1}
    for item in items:
        value = max(int(o.value) for o in item.options if int(o.value) <= min(rest, safe.get(item.id, 99)))
        kept[item.id], rest = str(value), rest - value
    # What the greedy way leaves over fits nowhere: another order of items does.
    assert rest == 0, (scale, total, rest)
    return kept


@pytest.mark.parametrize(
    ("scale", "total", "tier"),
    [
        ("cows", 0, 4), ("cows", 4, 4), ("cows", 5, 3), ("cows", 12, 3), ("cows", 13, 2), ("cows", 24, 2), ("cows", 25, 2),
        ("cows", 36, 2), ("cows", 37, 1), ("cows", 48, 1),
        ("ciwaar", 0, 4), ("ciwaar", 9, 4), ("ciwaar", 10, 3), ("ciwaar", 18, 3), ("ciwaar", 19, 1),
    ],
)  # fmt: skip
def test_the_bands_of_a_rated_scale_below_at_and_above_each_cut_off(scale, total, tier):
    assert least(scale, **rated(scale, total)) == tier


@pytest.mark.parametrize(
    ("item", "value", "tier"),
    [("ciwa_tactile", 3, 4), ("ciwa_tactile", 4, 1), ("ciwa_auditory", 4, 1), ("ciwa_visual", 4, 1), ("ciwa_orientation", 1, 4), ("ciwa_orientation", 2, 1)],
)  # fmt: skip
def test_hallucinations_and_disorientation_are_an_emergency_at_any_total(item, value, tier):
    assert least("ciwaar", **rated("ciwaar", value, **{item: value})) == tier


def test_a_rating_that_is_not_whole_has_no_total_but_its_emergencies():
    half = rated("ciwaar", 30)
    del half["ciwa_headache"]
    assert least("ciwaar", **half) is None
    assert least("ciwaar", ciwa_visual="5") == 1


def test_every_level_names_a_response_a_tier_with_its_time_and_who_says_so():
    for check in CHECKS:
        for answers in _all_answers(check):
            for level in check.levels(answers):
                assert level.response, level.id
                assert standard(level.tier).respond_within is not None
                assert level.source, level.id
                assert level.evidence in {"verified", "memory", "design"}


def _all_answers(check):
    for question in check.questions:
        for value, _words in question.options:
            yield {question.id: value}
    if not check.trained and len(check.questions) < 7:
        names = [q.id for q in check.questions]
        values = [[v for v, _w in q.options] for q in check.questions]
        yield from (dict(zip(names, given, strict=True)) for given in itertools.product(*values))


def test_more_answers_never_ask_for_less_except_the_calm_that_needs_all_five():
    for check in (one for one in CHECKS if not one.trained):
        for answers in itertools.islice(_all_answers(check), 400):
            now = check.levels(answers)
            for question in answers:
                before = check.levels({k: v for k, v in answers.items() if k != question})
                if now and before and check.id != "asq":
                    assert now[0].tier <= before[0].tier


@pytest.mark.parametrize(("chosen", "alert"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3)])
def test_an_open_alert_stays_an_alert_whatever_is_chosen(chosen, alert):
    assert as_alert(chosen) == alert


def test_a_tier_that_is_none_is_refused():
    with pytest.raises(KeyError):
        standard(6)
