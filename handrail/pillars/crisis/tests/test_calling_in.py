"""Noor calls somebody in: the supervisor beside, or somebody who takes over. Until they came Noor still has it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.models import Alert, CallIn
from handrail.pillars.crisis.tests.test_paging import called

MINUTE = timedelta(minutes=1)
BESIDE, TAKE_OVER = CallIn.Kind.BESIDE, CallIn.Kind.TAKE_OVER


@pytest.fixture
def turn(desk, monkeypatch):
    def at(minute: float) -> pager.Turn:
        monkeypatch.setattr(pager, "database_clock", lambda: desk.now + minute * MINUTE)
        return pager.page_due()

    return at


@pytest.fixture
def held(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    return alert


def holder(alert):
    return alert.holdings.get(until_at=None).worker


def due(alert):
    return Alert.objects.get(pk=alert.pk).due_at


def test_the_supervisor_is_called_at_once_then_everyone_else_and_noor_keeps_it(desk, held, turn):
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.noor))
    for minute in (0, 2, 4, 20):
        assert turn(minute).steps == 1
    assert [called(held, step) for step in range(1, 5)] == [["Ravi S."], *[["Idris", "Ravi S."]] * 3]
    assert holder(held) == desk.noor
    crisis.come(held, act=desk.act(desk.ravi, desk.now + 21 * MINUTE))
    assert holder(held) == desk.noor
    assert due(held) == desk.now + 36 * MINUTE
    assert turn(30).steps == 0


def test_a_handoff_is_taken_over_by_whoever_accepts_and_never_dropped(desk, held, turn):
    crisis.call_in(held, kind=TAKE_OVER, to=desk.idris, act=desk.act(desk.noor))
    turn(0)
    turn(2)
    assert [called(held, step) for step in (1, 2)] == [["Idris"], ["Ravi S."]]
    assert holder(held) == desk.noor
    crisis.come(held, act=desk.act(desk.idris, desk.now + 3 * MINUTE))
    assert holder(held) == desk.idris
    assert CallIn.objects.get().outcome == "came"
    assert due(held) == desk.now + 18 * MINUTE
    with pytest.raises(ValueError, match="asked to come any more"):
        crisis.come(held, act=desk.act(desk.ravi))


def test_what_noor_says_is_next_does_not_silence_the_calls(desk, held, turn):
    crisis.call_in(held, kind=TAKE_OVER, act=desk.act(desk.noor))
    crisis.set_next_step(held, words="Stay on the line.", by=desk.now + 60 * MINUTE, act=desk.act(desk.noor))
    crisis.acknowledge(held, act=desk.act(desk.noor))
    assert turn(0).steps == 1
    assert turn(2).steps == 1


def test_maya_asks_again_and_noor_is_called_before_those_called_in(desk, held, turn):
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.noor))
    turn(0)
    crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya, desk.now + MINUTE))
    turn(1)
    turn(3)
    assert [called(held, step) for step in (1, 2, 3)] == [["Ravi S."], ["Noor A."], ["Idris", "Ravi S."]]


def test_called_off_it_rests_with_noor_a_quarter_hour(desk, held, turn):
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.noor))
    crisis.call_off(held, act=desk.act(desk.noor, desk.now + MINUTE))
    assert due(held) == desk.now + 16 * MINUTE
    assert turn(2).steps == 0


def test_taken_over_or_closed_nobody_is_called_in_any_more(desk, held):
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.noor))
    crisis.take_over(held, act=desk.act(desk.idris))
    assert CallIn.objects.get().outcome == "came"
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.idris))
    crisis.close(held, outcome=Alert.Outcome.SETTLED, words="", owner=desk.sam, follow_up_at=desk.now + 20 * 60 * MINUTE, act=desk.act(desk.idris))  # fmt: skip
    assert not CallIn.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("to", "said"), [("theo", "cannot open this"), ("far", "cannot open this"), ("noor", "cannot open this")]
)
def test_nobody_is_called_in_who_could_not_open_it(desk, held, to, said):
    with pytest.raises(ValueError, match=said):
        crisis.call_in(held, kind=TAKE_OVER, to=desk.people[to], act=desk.act(desk.noor))


def test_only_whoever_has_it_calls_somebody_in_and_one_at_a_time(desk, held):
    with pytest.raises(crisis.NotYours):
        crisis.call_in(held, kind=BESIDE, act=desk.act(desk.idris))
    crisis.call_in(held, kind=BESIDE, act=desk.act(desk.noor))
    with pytest.raises(ValueError, match="already"):
        crisis.call_in(held, kind=TAKE_OVER, act=desk.act(desk.noor))
    with pytest.raises(ValueError, match="Nobody is asked"):
        crisis.come(held, act=desk.act(desk.noor))
