"""Why an alert, in words: what was answered and what is usual, never what it says about the person."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from handrail.clinical.early_warning.assessment import Assessment, SignalEvidence, SilenceEvidence
from handrail.clinical.early_warning.engine import Day, Engine
from handrail.clinical.early_warning.explanation import explain
from handrail.clinical.early_warning.signals import KNOWN, scale
from handrail.clinical.early_warning.tests.lives import as_day, close_all, diaries, usual_days
from handrail.clinical.early_warning.wording import WORDS, weekday_or_date
from handrail.clinical.language.linter import lint

THURSDAY = date(2026, 3, 5).toordinal()
TUESDAY = THURSDAY - 2
NEVER = re.compile(
    r"\b(risk|relaps\w*|fail\w*|poor|bad|worr\w*|non-?complian\w*|refus\w*|abus\w*|addict\w*|patient|user)\b|!",
    re.IGNORECASE,
)
ENDING = "It says that something changed, not why."

CRAVING = SignalEvidence("craving", 0.54, 3.1, 6.7, 2.9, 1.5, 3, 41)
SLEEP = SignalEvidence("sleep_quality", 0.31, 2.2, 3.0, 6.1, 1.4, 3, 40)
STRESS = SignalEvidence("stress", 0.15, 1.1, 5.5, 4.2, 1.2, 3, 40)
QUIET = SilenceEvidence(missed=5, expected=7, in_a_row=4, usual_answer_rate=0.93, chance_of_row=0.001)

ALERT = Assessment(
    day=THURSDAY, level="alert", index=1.1, raised=True, why="new", watch_raised=True, cold_start=False,
    silence_part=0.0, run_start=TUESDAY, signals_part=1.1, window=3, window_expected=3,
    evidence=(CRAVING, SLEEP, STRESS), silence=SilenceEvidence(0, 7, 0, 0.93, 1.0), budget=0.5,
)  # fmt: skip


def told(**changes):
    return explain(replace(ALERT, **changes))


def test_the_example_of_the_design_reads_as_written_there():
    assert told().sentence == (
        "Since Tuesday (3 of 3 check-ins) craving averages 6.7, usually 2.9 ± 1.5 over 41 check-ins "
        "(54 % of this alert); sleep quality 3.0, usually 6.1 (31 %). Such an alert appears by chance "
        "about once in two months for a stable person. It says that something changed, not why."
    )


@pytest.mark.parametrize(
    ("level", "budget", "words"),
    [
        ("watch", 2.0, "Such a change appears by chance about twice a month for a stable person."),
        ("alert", 0.5, "Such an alert appears by chance about once in two months for a stable person."),
        ("strong", 0.25, "Such an alert appears by chance about once in four months for a stable person."),
        ("alert", None, None),
    ],
)
def test_how_often_such_an_evening_comes_by_chance_is_said_where_it_was_measured(level, budget, words):
    sentence = told(level=level, budget=budget).sentence
    assert (words in sentence) if words else ("by chance" not in sentence)


@pytest.mark.parametrize(
    ("window", "run_start", "opening"),
    [
        (3, TUESDAY, "Since Tuesday (3 of 3 check-ins) craving averages"),
        (3, TUESDAY - 1, "Since Monday: over the last 3 days (3 of 3 check-ins) craving averages"),
        (3, THURSDAY - 1, "Since yesterday: over the last 3 days (3 of 3 check-ins) craving averages"),
        (3, THURSDAY, "Since today: over the last 3 days (3 of 3 check-ins) craving averages"),
        (3, THURSDAY - 9, "Since February 24: over the last 3 days (3 of 3 check-ins) craving averages"),
        (3, None, "Over the last 3 days (3 of 3 check-ins) craving averages"),
        (7, THURSDAY - 6, "Since Friday (3 of 3 check-ins) craving averages"),
    ],
)
def test_since_when_is_said_as_people_say_it(window, run_start, opening):
    found = told(window=window, run_start=run_start)
    assert found.sentence.startswith(opening) and found.since == run_start


@pytest.mark.parametrize(
    ("back", "words"),
    [(0, "today"), (1, "yesterday"), (2, "Tuesday"), (6, "Friday"), (7, "February 26"), (64, "December 31")],
)
def test_a_day_is_a_weekday_for_a_week_and_a_date_after_it(back, words):
    assert weekday_or_date(THURSDAY - back, THURSDAY) == words


@pytest.mark.parametrize(("early", "said"), [(True, True), (False, False)])
def test_an_early_baseline_is_labelled(early, said):
    assert (
        "Early baseline: the usual stands on few check-ins so far." in told(early_baseline=early).sentence
    ) == said


def test_one_check_in_is_one():
    once = told(evidence=(CRAVING._replace(window_answers=1, baseline_answers=1),), window_expected=1)
    assert "(1 of 1 check-in) craving averages 6.7, usually 2.9 ± 1.5 over 1 check-in (" in once.sentence


@pytest.mark.parametrize(
    ("shares", "names"),
    [
        ((0.81, 0.1, 0.09), ["craving"]),
        ((0.79, 0.12, 0.09), ["craving", "sleep_quality"]),
        ((0.4, 0.35, 0.25), ["craving", "sleep_quality", "stress"]),
        ((1.04, -0.01, -0.03), ["craving"]),
        ((0.7, 0.0, -0.1), ["craving"]),
    ],
)
def test_the_signals_that_make_up_four_fifths_are_told_and_never_more_than_three(shares, names):
    evidence = [
        one._replace(share=share) for one, share in zip((CRAVING, SLEEP, STRESS), shares, strict=True)
    ]
    found = told(evidence=(*evidence, STRESS._replace(name="mood", share=0.01)))
    assert [one.name for one in found.leading] == names
    assert len(found.headlines) == len(names)


def test_silence_comes_first_when_it_is_most_of_the_evidence():
    found = told(silence=QUIET, silence_part=1.2, signals_part=0.9)
    assert found.sentence.startswith(
        "Check-ins came on 2 of the last 7 expected days, usually about 9 of 10. Since Tuesday"
    )
    assert "(54 % of the change in answers)" in found.sentence
    assert found.headlines[0] == "Fewer check-ins than usual: 2 of the last 7"


def test_silence_comes_last_when_it_is_the_smaller_part():
    found = told(silence=QUIET, silence_part=0.3)
    assert found.headlines[-1] == "Fewer check-ins than usual: 2 of the last 7"
    assert found.sentence.index("craving") < found.sentence.index("Check-ins came on")


def test_silence_alone_is_told_without_any_answer():
    found = told(evidence=(), silence=QUIET, silence_part=1.3, signals_part=0.0)
    assert found.sentence.startswith("Check-ins came on 2 of the last 7") and found.sentence.endswith(ENDING)
    assert (found.leading, found.silence) == ((), QUIET)


@pytest.mark.parametrize(("missed", "part"), [(0, 0.5), (2, 0.0)])
def test_check_ins_as_usual_are_not_mentioned(missed, part):
    found = told(silence=QUIET._replace(missed=missed), silence_part=part)
    assert found.silence is None and "Check-ins came" not in found.sentence


def test_every_known_signal_has_its_words_and_an_own_scale_its_name():
    assert set(WORDS) == set(KNOWN)
    pain = told(evidence=(CRAVING._replace(name="back_pain"),))
    assert "back pain averages 6.7" in pain.sentence
    assert pain.headlines == ("Back pain higher than usual since Tuesday",)
    lower = told(evidence=(CRAVING._replace(name="hope", window_mean=2.0),), run_start=None)
    assert lower.headlines == ("Hope lower than usual",)


def test_an_alert_of_the_engine_explains_itself_with_its_own_numbers():
    engine = Engine(["craving", "mood", scale("pain", 0, 10, "higher_is_worse")])
    state = close_all(engine, usual_days(engine, 40), first=THURSDAY - 42)
    for number in (THURSDAY - 2, THURSDAY - 1, THURSDAY):
        state, found = engine.close(state, Day(number, {"craving": 8, "mood": 3, "pain": 3}))
    words = explain(found)
    (first, second, *_) = found.evidence
    assert {first.name, second.name} == {"craving", "mood"}
    assert sum(one.share for one in found.evidence) == pytest.approx(1)
    assert (words.window, words.window_expected, first.window_answers) == (3, 3, 3)
    assert {one.name: one.window_mean for one in found.evidence[:2]} == {"craving": 8, "mood": 3}
    assert f"usually {first.usual:.1f} ± {first.usual_spread:.1f}" in words.sentence


@pytest.mark.parametrize(("answers", "early"), [(18, True), (21, True), (22, False), (40, False)])
def test_an_alert_on_fewer_than_fourteen_answers_is_an_early_one(answers, early):
    engine = Engine(["craving"])
    state = close_all(engine, usual_days(engine, answers))
    while not state.raised:
        state, found = engine.close(state, Day(state.day + 1, {"craving": 9}))
    assert found.early_baseline == early
    # The days to either side of 14: 15 answers with forgetting are 13.9, 16 are 14.7.
    assert (state.signals[0].count < 14) == early


def test_how_likely_a_row_of_missed_days_was_is_worked_out_from_the_usual_rate():
    engine = Engine(["craving"])
    state = close_all(engine, usual_days(engine, 40))
    usual = engine.describe(state).silence.usual_answer_rate
    for _ in range(3):
        found = engine.assess(state, Day(state.day + 1, {}))
        state, _closed = engine.close(state, Day(state.day + 1, {}))
    row = found.silence
    assert (row.missed, row.expected, row.in_a_row) == (3, 7, 3)
    missed = 1 - row.usual_answer_rate
    assert row.chance_of_row == pytest.approx(missed * (missed + 0.1) ** 2)
    assert row.usual_answer_rate == pytest.approx(usual, abs=0.01)


@settings(max_examples=40, deadline=None)
@given(diaries())
def test_no_words_blame_or_frighten_whatever_was_answered(lived):
    signals, days = lived
    engine = Engine(signals)
    state = close_all(engine, days[:-1])
    today = as_day(engine, 739_000 + len(days) - 1, days[-1])
    words = explain(engine.assess(state, today))
    for text in (words.sentence, *words.headlines):
        assert NEVER.search(text) is None and not lint(text)
    assert words.sentence.endswith(ENDING)
