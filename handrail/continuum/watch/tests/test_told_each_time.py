"""What Maya says of herself is told each time she says it, late too; the engine learns from its own findings alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.finding import keep
from handrail.continuum.watch.memory import begin_again
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.continuum.watch.tests.test_watch import DAY, found, tell
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.welcome import actions as welcome
from handrail.pillars.crisis.models import Alert, Asking


@pytest.mark.parametrize("answers", [{"reach_out": "yes"}, {"use": "yes"}, {"safe": "not_sure"}])
def test_what_maya_says_again_on_the_same_day_is_told_again_once_it_was_looked_into(cast, answers):
    tell(cast, answers)
    first = Concern.objects.get()
    watch.settle(first, outcome=Concern.Outcome.REAL, act=cast.act(cast.priya))
    for ask in Ask.objects.open().select_related("proposal"):
        responses.accept(ask.proposal, act=cast.act(ask.asked))  # and nobody ticks anything off
    tell(cast, answers, cast.now + timedelta(minutes=50))
    second = Concern.objects.open().get()
    assert [one.again for one in Finding.objects.order_by("pk")] == [0, 1]
    asked = Proposal.objects.filter(response__concern=second).values_list("title", flat=True)
    assert set(asked) == set(Proposal.objects.filter(response__concern=first).values_list("title", flat=True))


def test_whoever_has_the_alert_is_called_again_when_maya_says_again_that_she_is_not_safe(cast):
    for minutes in (0, 50):
        tell(cast, {"safe": "no"}, cast.now + timedelta(minutes=minutes))
    alert = Alert.objects.get()
    assert (Asking.objects.count(), alert.due_at) == (2, cast.now + timedelta(minutes=50))


@pytest.mark.parametrize(
    ("answers", "rule"),
    [({"safe": "no"}, "not_safe"), ({"use": "yes"}, "reported_use"), ({"reach_out": "yes"}, "reach_out"),
     ({"craving": 9, "confidence": 1}, None)],
)  # fmt: skip
def test_what_a_phone_without_signal_kept_for_days_is_told_to_the_team_and_calls_nobody(cast, answers, rule):
    day = cast.today - 3 * DAY
    check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya), day=day)
    deliver_due(cast.now)
    found = list(Finding.objects.values_list("rule", "day"))
    assert found == ([(rule, day)] if rule else []) and not Alert.objects.exists()
    assert Proposal.objects.exists() == bool(rule)
    if rule:
        assert Finding.objects.get().headline.endswith("Told late, for November 16.")


def test_who_has_no_team_any_more_and_asks_for_somebody_reaches_whoever_is_on_call(cast):
    tell(cast, {"reach_out": "yes"}, cast.now - timedelta(hours=1))
    assert not Alert.objects.exists()
    for enrolment in Enrolment.objects.filter(person=cast.maya, until_on=None):
        welcome.move_on(enrolment, act=cast.act(cast.ravi))
    deliver_due(cast.now)
    tell(cast, {"reach_out": "yes"})
    assert Alert.objects.get().origin == Alert.Origin.PERSON


@pytest.mark.parametrize(("rule", "learns"), [("reported_use", False), ("early_warning", True)])
def test_only_what_came_from_mayas_usual_is_learned_from_when_it_is_settled(cast, rule, learns):
    for days_ago in range(12, -1, -1):
        tell(cast, {"craving": 2, "mood": 7}, cast.now - days_ago * DAY)
    before = WatchState.objects.get().memory
    concern = keep(cast.maya, found(cast, rule=rule), act=cast.act(None)).concern
    watch.settle(concern, outcome=Concern.Outcome.FALSE, act=cast.act(cast.priya))
    # Fourteen quiet days after "nothing behind it" would silence what the engine finds next.
    assert (WatchState.objects.get().memory != before) == learns
    again = begin_again(WatchState.objects.get(), cast.today + DAY)
    assert len(again) == 13 and (WatchState.objects.get().memory["alert"] != before["alert"]) == learns
