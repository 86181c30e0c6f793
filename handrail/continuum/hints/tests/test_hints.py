"""A hint is given once on the same ground, says what it rests on, passes when it no longer does, and decides nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.hints import actions as hints
from handrail.continuum.hints.models import Hint, HintShown, RuleSwitch
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import actions as measures
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Programme

DAY = timedelta(days=1)


def phq9(cast, each, days):
    answers = {f"phq9_{n}": each for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
    act = cast.act(cast.maya, at=cast.now - days * DAY)
    measures.submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=act)
    deliver_due(act.at)


@pytest.fixture
def worse(cast):
    """PHQ-9 rose from 8 to 16: more than its 6 points."""
    phq9(cast, 1, 20)
    phq9(cast, 2, 1)
    return Hint.objects.get()


def test_a_scale_that_got_reliably_worse_is_a_hint_with_all_it_rests_on(cast, worse):
    assert (worse.rule, worse.version, worse.subject, worse.resource) == (
        "reliable_worsening", "2026-11.1", "phq9", "measures",
    )  # fmt: skip
    assert [value for _what, _day, value in worse.inputs] == ["8", "16"]
    assert worse.source and "decides nothing" in worse.limits
    assert Entry.objects.get(kind="hints.hint.given").facts == {"rule": "reliable_worsening"}
    assert not Step.objects.exists()


def test_on_the_same_ground_it_is_given_once_and_it_passes_with_its_ground(cast, worse):
    hints.weigh(cast.maya, act=cast.act(None))
    assert Hint.objects.get() == worse
    phq9(cast, 1, 0)
    worse.refresh_from_db()
    assert worse.status == Hint.Status.PASSED
    with pytest.raises(hints.AlreadyAnswered):
        hints.take_up(worse, act=cast.act(cast.priya))


def test_what_passed_unanswered_is_given_anew_when_its_ground_is_there_again(cast, worse):
    Hint.objects.update(status=Hint.Status.PASSED, answered_at=cast.now)
    for _again in range(2):
        hints.weigh(cast.maya, act=cast.act(None))
    hints.dismiss(Hint.objects.open().get(), words="Not now", act=cast.act(cast.priya))
    hints.weigh(cast.maya, act=cast.act(None))
    assert [one.status for one in Hint.objects.order_by("pk")] == ["passed", "dismissed"]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("priya", True), ("lena", True), ("ada", True), ("maya", True), ("sam", False), ("theo", False), ("elin", False)],
)  # fmt: skip
def test_only_whoever_reads_scales_and_the_plan_reads_it(cast, worse, who, sees):
    assert Hint.objects.visible_to(cast.act(cast.people[who])).exists() is sees


def test_priya_takes_it_up_and_a_step_to_review_stands_in_the_plan(cast, worse):
    hints.take_up(worse, act=cast.act(cast.priya))
    step = Step.objects.get()
    assert step.responsible == cast.priya and step.title.startswith("Review together")
    assert Entry.objects.get(kind="hints.hint.taken_up").facts["step"] == step.pk


def test_set_aside_it_says_why_and_is_not_given_again_on_the_same_ground(cast, worse):
    with pytest.raises(hints.ReasonMissing):
        hints.dismiss(worse, words="  ", act=cast.act(cast.priya))
    hints.dismiss(worse, words="Her mother died; we meet twice this week.", act=cast.act(cast.priya))
    hints.weigh(cast.maya, act=cast.act(None))
    assert Hint.objects.get().status == Hint.Status.DISMISSED
    assert "mother" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("who", ["maya", "sam", "theo"])
def test_nobody_else_answers_it(cast, worse, who):
    for answer in (hints.take_up, lambda hint, act: hints.dismiss(hint, words="x", act=act)):
        with pytest.raises(Refused):
            answer(worse, act=cast.act(cast.people[who]))


def test_it_is_counted_once_for_each_reader_who_saw_it(cast, worse):
    for who in ("priya", "priya", "lena"):
        hints.note_shown([worse], act=cast.act(cast.people[who]))
    assert HintShown.objects.count() == 2


def test_a_program_does_without_a_rule_and_uses_it_again(cast):
    outpatient = Programme.objects.get(name="Outpatient")
    with pytest.raises(Refused):
        hints.switch_off(outpatient, rule="reliable_worsening", act=cast.act(cast.priya))
    for _ in range(2):
        hints.switch_off(outpatient, rule="reliable_worsening", act=cast.act(cast.ravi))
    assert RuleSwitch.objects.open().count() == 1
    phq9(cast, 1, 20)
    phq9(cast, 2, 1)
    assert not Hint.objects.exists()
    hints.switch_on(outpatient, rule="reliable_worsening", act=cast.act(cast.ravi))
    hints.weigh(cast.maya, act=cast.act(None))
    assert Hint.objects.get().rule == "reliable_worsening"
    assert hints.switch_off(outpatient, rule="no such rule", act=cast.act(cast.ravi)) is None


def test_two_appointments_that_did_not_happen_are_a_reason_to_look_at_how_we_reach_out(cast):
    for days in (10, 3):
        at = cast.now - days * DAY
        met = scheduling.book(
            cast.maya,
            cast.priya,
            starts_at=at,
            ends_at=at + DAY / 24,
            strand="counsel",
            act=cast.act(cast.priya),
        )
        scheduling.settle(met, status=Appointment.Status.DID_NOT_COME, act=cast.act(cast.priya))
    deliver_due(cast.now)
    given = Hint.objects.get()
    assert given.rule == "two_missed_contacts" and "not at the person" in given.why
    assert Hint.objects.visible_to(cast.act(cast.sam)).exists()
    assert not Hint.objects.visible_to(cast.act(cast.theo)).exists()
