"""The watch: each finding kept once, direct rules at once, scales by points, days closed on the person's own clock."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.closing import close_days, due_for_closing
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Concern, Finding, Sensitivity, WatchState
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.actions import check_in, submit
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.actions import book as book_visit
from handrail.foundation.scheduling.actions import settle as settle_visit
from handrail.foundation.teams.actions import end_enrolment
from handrail.foundation.teams.models import Enrolment
from handrail.pillars.crisis.models import Alert

DAY = timedelta(days=1)
PHQ9 = [f"phq9_{n}" for n in range(1, 10)]


def tell(cast, answers, at=None):
    at = at or cast.now
    check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
    deliver_due(at)


def phq9(cast, total, days_ago):
    at = cast.now - days_ago * DAY
    answers = {item: min(3, max(0, total - 3 * n)) for n, item in enumerate(PHQ9)}
    submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
    deliver_due(at)


def found(cast, level="alert", rule="early_warning"):
    return Found(cast.today, level, rule, "Stronger urges than usual", "Since Tuesday …")


def test_a_finding_is_kept_once_a_day_and_joins_the_open_concern(cast):
    first = keep(cast.maya, found(cast), act=cast.act(None))
    assert keep(cast.maya, found(cast), act=cast.act(None)) is None
    strong = keep(cast.maya, found(cast, level="strong"), act=cast.act(None))
    assert first.concern == strong.concern
    assert Entry.objects.filter(kind="watch.concern.raised").count() == 2


def test_something_to_watch_is_an_offer_to_maya_and_no_concern_of_the_team(cast):
    kept = keep(cast.maya, found(cast, level="watch"), act=cast.act(None))
    assert kept.concern is None
    assert not Concern.objects.exists()
    assert Entry.objects.filter(kind="watch.support.offered", person=cast.maya).exists()


@pytest.mark.parametrize(
    ("answers", "rule", "level"),
    [
        ({"safe": "no"}, "not_safe", "strong"),
        ({"safe": "not_sure"}, "not_sure_of_safety", "strong"),
        ({"use": "yes"}, "reported_use", "alert"),
        ({"craving": 7}, "support_now", "watch"),
        ({"confidence": 3}, "support_now", "watch"),
        ({"reach_out": "yes"}, "reach_out", "alert"),
    ],
)
def test_a_direct_rule_speaks_on_the_first_day(cast, answers, rule, level):
    tell(cast, answers)
    assert Finding.objects.get(rule=rule).level == level


@pytest.mark.parametrize(
    "answers", [{"safe": "yes"}, {"use": "no"}, {"use": "unsaid"}, {"craving": 6}, {"confidence": 4}, {}]
)
def test_other_answers_say_nothing(cast, answers):
    tell(cast, answers)
    assert not Finding.objects.exists()


def test_craving_of_eight_on_two_of_the_first_three_days_is_a_concern(cast):
    for days_ago, craving in ((2, 8), (1, 4), (0, 8)):
        tell(cast, {"craving": craving}, cast.now - days_ago * DAY)
    assert Finding.objects.get(rule="cold_start_craving").concern is not None


@pytest.mark.parametrize(
    ("before", "now", "told"), [(4, 8, False), (4, 9, True), (9, 10, True), (12, 16, False)]
)
def test_a_phq9_that_rose_by_five_or_crossed_ten_is_a_concern(cast, before, now, told):
    phq9(cast, before, 14)
    phq9(cast, now, 0)
    assert Finding.objects.filter(rule="scale_change_phq9").exists() == told
    if told:
        assert Finding.objects.get().headline.startswith("PHQ-9 ")


@pytest.mark.parametrize(
    ("answer", "rule"), [(1, "phq9_item9"), (2, "phq9_item9_high"), (3, "phq9_item9_high")]
)
def test_thoughts_of_death_in_a_phq9_are_a_strong_concern_at_once_without_any_total(cast, answer, rule):
    key = uuid4()
    for _again in range(2):
        submit(cast.maya, instrument_id="phq9", key=key, answers={"phq9_9": answer}, act=cast.act(cast.maya))
        deliver_due(cast.now)
    finding = Finding.objects.get()
    assert (finding.rule, finding.level) == (rule, "strong") and finding.concern is not None
    assert finding.headline.startswith("PHQ-9, question 9")
    assert not Finding.objects.visible_to(cast.act(cast.theo)).exists()
    titles = Proposal.objects.visible_to(cast.act(cast.priya)).values_list("title", flat=True)
    assert "Go through the safety plan together, and agree on a contact in the next 24 to 72 hours" in titles


def test_a_scale_in_its_severe_range_is_a_concern_and_a_low_one_is_not(cast):
    phq9(cast, 27, 0)
    rules = {"phq9_item9_high": "strong"}  # question 9 weighs more than the total
    assert dict(Finding.objects.values_list("rule", "level")) == rules
    answers = dict.fromkeys((f"gad7_{n}" for n in range(1, 8)), 0)
    submit(cast.maya, instrument_id="gad7", key=uuid4(), answers=answers, act=cast.act(cast.maya))
    deliver_due(cast.now)
    assert dict(Finding.objects.values_list("rule", "level")) == rules
    severe = dict.fromkeys(answers, 3)
    submit(cast.maya, instrument_id="gad7", key=uuid4(), answers=severe, act=cast.act(cast.maya))
    deliver_due(cast.now)
    assert Finding.objects.get(rule="gad7_severe").headline == "GAD-7: a total of 21, severe"


def test_a_concern_is_settled_once_by_somebody_who_reads_check_ins(cast):
    concern = keep(cast.maya, found(cast), act=cast.act(None)).concern
    for who in ("theo", "ravi", "omar"):
        with pytest.raises(Refused):
            watch.settle(concern, outcome=Concern.Outcome.FALSE, act=cast.act(cast.people[who]))
    watch.settle(concern, outcome=Concern.Outcome.REAL, act=cast.act(cast.priya))
    again = watch.settle(concern, outcome=Concern.Outcome.FALSE, act=cast.act(cast.priya))
    assert (again.outcome, again.closed_by) == ("real_concern", cast.priya)
    assert not Finding.objects.visible_to(cast.act(cast.theo)).exists()


@pytest.mark.parametrize(
    ("zone", "hours", "closed"),
    [("America/New_York", 4, False), ("America/New_York", 5, True), ("Pacific/Auckland", 5, False)],
)
def test_a_day_closes_when_it_is_over_on_mayas_own_clock(cast, zone, hours, closed):
    Person.objects.filter(pk=cast.maya.pk).update(time_zone=zone)
    cast.maya.refresh_from_db()
    tell(cast, {"mood": 5})
    through = WatchState.objects.get().through_day
    assert bool(close_days(cast.now + timedelta(hours=hours))) == closed
    assert WatchState.objects.get().through_day - through == closed * DAY


def test_each_day_is_closed_once(cast):
    tell(cast, {"mood": 5})
    assert close_days(cast.now + DAY) == 1
    assert close_days(cast.now + DAY) == 0
    assert not due_for_closing(cast.now + DAY).exists()


def test_who_only_says_that_they_are_safe_has_not_gone_quiet(cast):
    for days_ago in range(20, 0, -1):
        answers = {"mood": 6, "craving": 2} if days_ago > 8 else {"safe": "yes"}
        tell(cast, answers, cast.now - days_ago * DAY)
    close_days(cast.now)
    assert WatchState.objects.get().memory["silence"][2] == 0
    assert not Finding.objects.exists()


def test_who_has_moved_on_is_not_watched(cast):
    tell(cast, {"mood": 5})
    end_enrolment(Enrolment.objects.get(person=cast.maya), act=cast.act(None))
    assert close_days(cast.now + 3 * DAY) == 0


def test_the_questions_she_answers_are_the_ones_watched(cast):
    for days_ago in range(5, -1, -1):
        tell(
            cast, {"mood": 6, "craving": 2, "stress": 4 if days_ago > 1 else None}, cast.now - days_ago * DAY
        )
    assert set(WatchState.objects.get().memory["signals"]) == {"craving", "mood", "stress"}


def test_a_second_check_in_of_the_day_goes_on_from_the_same_memory(cast):
    for days_ago in range(40, 0, -1):
        hard = days_ago < 3
        answers = (
            {"mood": 2, "craving": 9, "stress": 9}
            if hard
            else {"mood": 6 + days_ago % 2, "craving": 2, "stress": 3}
        )
        tell(cast, answers, cast.now - days_ago * DAY)
    tell(cast, {"mood": 1, "craving": 10, "stress": 10})
    before = WatchState.objects.get().memory
    concerns = Finding.objects.count()
    tell(cast, {"mood": 1, "craving": 10, "stress": 10})
    assert WatchState.objects.get().memory == before
    assert Finding.objects.count() == concerns


def test_the_memory_is_begun_again_only_when_it_must(cast):
    for days_ago in range(30, 0, -1):
        tell(cast, {"mood": 6, "craving": 2, "stress": 3}, cast.now - days_ago * DAY)
    WatchState.objects.update(began_on=cast.today - 60 * DAY)
    tell(cast, {"mood": 6, "craving": 2, "stress": 3})
    assert WatchState.objects.get().memory["days"][0] == (cast.today - 30 * DAY).toordinal()


@pytest.mark.parametrize(("who", "book"), [("ada", "medicine_visit"), ("lena", None)])
def test_a_visit_with_ada_that_did_not_happen_is_asked_about_that_day(cast, who, book):
    begins = cast.now - DAY
    act = cast.act(cast.priya, at=begins - DAY)
    visit = book_visit(
        cast.maya, cast.people[who], starts_at=begins, ends_at=begins + DAY / 24, strand="counsel", act=act
    )
    settle_visit(visit, status="did_not_come", act=cast.act(cast.priya))
    deliver_due(cast.now)
    assert [one.rule for one in Finding.objects.all()] == ([book] if book else [])
    assert {one.response.playbook for one in Proposal.objects.all()} == ({book} if book else set())


def test_days_that_became_very_hard_to_manage_are_a_concern_of_whoever_reads_scales(cast):
    for days_ago, difficulty in ((30, 1), (2, 2)):
        at = cast.now - days_ago * DAY
        answers = dict.fromkeys(PHQ9, 0) | {"phq9_1": 1, "phq9_10": difficulty}
        submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
        deliver_due(at)
    kept = Finding.objects.get()
    assert (kept.rule, kept.resource) == ("functioning_down", "measures")
    assert {one.response.playbook for one in Proposal.objects.all()} == {"functioning_down"}


def quiet_after_weeks(cast):
    """Maya told of herself for three weeks and went quiet; each of the eight days since then is closed."""
    for days_ago in range(28, 8, -1):
        tell(cast, {"craving": 3, "mood": 6}, at=cast.now - days_ago * DAY)
    for days_ago in range(7, -1, -1):
        close_days(cast.now - days_ago * DAY)


def test_a_programme_may_want_strong_changes_only_and_that_they_call(cast):
    outpatient = Enrolment.objects.at(cast.now).get(person=cast.maya).programme
    wanted = {"told_of": Sensitivity.ToldOf.STRONG, "strong_calls": True}
    for who in (cast.priya, cast.theo):
        with pytest.raises(Refused):
            watch.set_sensitivity(outpatient, **wanted, act=cast.act(who))
    said = watch.set_sensitivity(outpatient, **wanted, act=cast.act(cast.ravi))
    assert watch.set_sensitivity(outpatient, **wanted, act=cast.act(cast.ravi)) == said
    assert Entry.objects.filter(kind="watch.sensitivity.set").count() == 1
    quiet_after_weeks(cast)
    told = Finding.objects.filter(rule="early_warning", concern__isnull=False).order_by("day")
    assert {one.level for one in told} == {"strong"}
    alert = Alert.objects.get()
    assert (alert.person, alert.origin, alert.tier, alert.source) == (cast.maya, "detector", 3, told[0].pk)


def test_without_a_word_from_the_programme_a_clear_change_is_told_sooner_and_calls_nobody(cast):
    quiet_after_weeks(cast)
    told = Finding.objects.filter(rule="early_warning", concern__isnull=False).order_by("day")
    assert told[0].level == "alert" and not Alert.objects.exists()
