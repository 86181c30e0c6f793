"""The first minutes with Maya: answers keep their own times, rules show a level, and Noor decides."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Answer, Urgency
from handrail.pillars.crisis.site_checks import site_checks

MINUTE = timedelta(minutes=1)


def log_of(alert):
    return [
        (line.kind, line.words)
        for line in alert.log.order_by("pk")
        if line.kind in {"answer", "around", "urgency"}
    ]


def test_each_answer_keeps_its_own_time_and_the_log_writes_itself(desk, alert):
    for minute, (question, value) in enumerate(
        [("safe_place", "yes"), ("thoughts", "yes"), ("means", "no"), ("means", "yes")]
    ):
        act = desk.act(desk.noor, desk.now + minute * MINUTE)
        crisis.answer(alert, check="safety", given={question: value}, act=act)
    assert [(a.question, a.told, a.at - desk.now) for a in Answer.objects.order_by("pk")] == [
        ("safe_place", "yes", 0 * MINUTE), ("thoughts", "yes", MINUTE), ("means", "no", 2 * MINUTE), ("means", "yes", 3 * MINUTE),
    ]  # fmt: skip
    assert crisis.newest(alert)["safety"]["means"] == "yes"
    assert log_of(alert)[-1] == ("answer", "A plan or a way nearby: Yes")
    kinds = Entry.objects.filter(kind="crisis.alert.answers_noted")
    assert {tuple(entry.facts.items()) for entry in kinds} == {(("check", "safety"),)}


def test_the_same_tap_twice_is_one_answer(desk, alert):
    for _ in range(2):
        crisis.answer(alert, check="safety", given={"taken": "no"}, act=desk.act(desk.noor))
    assert Answer.objects.count() == 1


def test_answers_decide_nothing_and_less_than_they_ask_for_needs_a_reason(desk, alert):
    noor = desk.act(desk.noor)
    crisis.answer(alert, check="safety", given={"means": "yes"}, act=noor)
    assert Alert.objects.get(pk=alert.pk).tier == alert.tier
    with pytest.raises(ValueError, match="“Very urgent” at least"):
        crisis.set_urgency(alert, tier=4, act=noor)
    assert not Urgency.objects.exists()
    crisis.set_urgency(alert, tier=4, words="Rosa holds the pills and stays the night.", act=noor)
    made = Urgency.objects.get()
    assert (made.tier, made.least, Alert.objects.get(pk=alert.pk).tier) == (4, 2, 3)
    crisis.set_urgency(alert, tier=1, act=noor)
    assert Alert.objects.get(pk=alert.pk).tier == 1
    assert log_of(alert)[-1] == ("urgency", "Danger now")


@pytest.mark.parametrize(
    ("check", "given"),
    [("safety", {"means": "maybe"}), ("safety", {"mood": "yes"}), ("tarot", {"card": "yes"}), ("cows", {"cows_pulse": "3"})],
)  # fmt: skip
def test_what_is_no_answer_changes_nothing(desk, alert, check, given):
    with pytest.raises(ValueError, match="Nothing was changed"):
        crisis.answer(alert, check=check, given=given, act=desk.act(desk.noor))
    assert not Answer.objects.exists()


@pytest.mark.parametrize("tier", [0, 6, -1])
def test_how_urgent_is_one_of_five(desk, alert, tier):
    with pytest.raises(ValueError, match="one of the five"):
        crisis.set_urgency(alert, tier=tier, act=desk.act(desk.noor))


def test_theo_answers_nothing_about_maya(desk, alert):
    theo = desk.act(desk.theo)
    for attempt in (
        lambda: crisis.answer(alert, check="safety", given={"taken": "no"}, act=theo),
        lambda: crisis.tell_around(alert, told={"place": "The creek"}, act=theo),
        lambda: crisis.set_urgency(alert, tier=1, act=theo),
        lambda: crisis.come(alert, act=theo),
    ):
        with pytest.raises(Refused):
            attempt()


def test_where_somebody_without_a_name_is_stands_in_words_that_no_rule_reads(desk):
    nobody = crisis.ask_for_help(None, key=uuid4(), act=desk.act(desk.noor))
    told = {
        "called": "Blue",
        "place": "Under the bridge",
        "in_reach": "I want to die, a gun",
        "mode": "street",
        "taken": " ",
    }
    crisis.tell_around(nobody, told=told, act=desk.act(desk.noor))
    assert ("around", "How we talk: On the street") in log_of(nobody)
    assert Answer.objects.count() == 4
    with pytest.raises(ValueError, match="Choose one of what is there"):
        crisis.tell_around(nobody, told={"mode": "pigeon"}, act=desk.act(desk.noor))
    crisis.set_urgency(nobody, tier=5, act=desk.act(desk.noor))
    assert Urgency.objects.get().least is None


def test_c_ssrs_is_asked_where_the_site_brought_its_wording(desk, alert, settings, tmp_path):
    names = ("wish", "thoughts", "method", "intent", "plan", "behaviour_recent", "behaviour_ever")
    settings.C_SSRS_WORDING = tmp_path / "c_ssrs.yaml"
    settings.C_SSRS_WORDING.write_text("".join(f"{name}: Our words for {name}\n" for name in names))
    crisis.answer(alert, check="c_ssrs", given={"plan": "yes"}, act=desk.act(desk.noor))
    assert crisis.set_urgency(alert, tier=1, act=desk.act(desk.noor)).least == 1
    settings.C_SSRS_WORDING.write_text("wish: only one\n")
    assert "c_ssrs" not in {check.id for check in site_checks()}
