"""Noor takes it, says what happens next, closes it with the next day owned. Only a human act ends the calling."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, AlreadyClosed, FollowUp

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_noor_has_it_for_a_quarter_hour(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    alert.refresh_from_db()
    assert alert.due_at == desk.now + 15 * MINUTE


def test_there_is_exactly_one_first_and_the_others_learn_who(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    with pytest.raises(crisis.AlreadyHeld, match="Noor A. has it"):
        crisis.acknowledge(alert, act=desk.act(desk.idris))
    assert alert.holdings.count() == 1


def test_idris_takes_it_over_openly(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    crisis.take_over(alert, act=desk.act(desk.idris, desk.now + MINUTE))
    assert [(h.worker, h.until_at is None) for h in alert.holdings.order_by("pk")] == [
        (desk.noor, False),
        (desk.idris, True),
    ]
    assert Entry.objects.filter(kind="crisis.alert.acknowledged").last().facts == {"took_over": desk.noor.pk}


@pytest.mark.parametrize("who", ["theo", "far", "omar", "maya", "elin"])
def test_who_may_not_take_it(desk, alert, who):
    with pytest.raises(Refused):
        crisis.acknowledge(alert, act=desk.act(desk.people[who]))
    alert.refresh_from_db()
    assert alert.due_at == desk.now


def test_until_the_next_step_is_due_it_rests(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    by = desk.now + 2 * HOUR
    crisis.set_next_step(alert, words="Sam sits with her until nine.", by=by, act=desk.act(desk.noor))
    alert.refresh_from_db()
    assert (alert.due_at, alert.next_step) == (by, "Sam sits with her until nine.")


@pytest.mark.parametrize(("who", "words", "hours"), [("idris", "x", 1), ("noor", " ", 1), ("noor", "x", 25), ("noor", "x", -1)])  # fmt: skip
def test_a_next_step_is_the_holders_has_words_and_lies_within_a_day(desk, alert, who, words, hours):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    with pytest.raises(ValueError, match=r"Nothing was changed|within a day"):
        crisis.set_next_step(alert, words=words, by=desk.now + hours * HOUR, act=desk.act(desk.people[who]))
    alert.refresh_from_db()
    assert alert.due_at == desk.now + 15 * MINUTE


def test_it_is_closed_with_the_next_day_owned(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    closed = _close(desk, alert, owner=desk.sam, follow_up_at=desk.now + 20 * HOUR)
    assert (closed.outcome, closed.due_at) == ("handed_over", None)
    assert FollowUp.objects.get(kind="next_day").owner == desk.sam
    with pytest.raises(AlreadyClosed):
        crisis.acknowledge(alert, act=desk.act(desk.idris))


@pytest.mark.parametrize(("owner", "hours"), [(None, None), ("sam", None), ("sam", 49), ("theo", 20)])
def test_nothing_is_closed_without_somebody_who_speaks_with_her_again(desk, alert, owner, hours):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    at = desk.now + hours * HOUR if hours else None
    with pytest.raises(ValueError, match="Nothing was closed"):
        _close(desk, alert, owner=desk.people[owner] if owner else None, follow_up_at=at)
    assert Alert.objects.get(pk=alert.pk).is_open


def test_nobody_closes_what_somebody_else_has(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.idris))
    with pytest.raises(crisis.NotYours):
        _close(desk, alert, owner=desk.sam, follow_up_at=desk.now + 20 * HOUR)


def _close(desk, alert, **more):
    return crisis.close(
        alert, outcome=Alert.Outcome.HANDED_OVER, words="Rosa is with her.", act=desk.act(desk.noor), **more
    )
