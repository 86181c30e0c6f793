"""What is owed is done once, tried again when it fails, and in the order told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest

from handrail.continuum.reactions import REACTIONS
from handrail.foundation.ledger import actions as ledger
from handrail.foundation.ledger.delivering import PATIENCE, deliver_due, deliver_next
from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.ledger.queries import overdue_deliveries

heard: list[int] = []
trouble: list[int] = []


@dataclass(frozen=True, slots=True)
class Knocked(Event):
    kind: ClassVar[str] = "test.door.knocked"


def hear(entry: Entry, act: ledger.Act) -> None:
    if entry.subject in trouble:
        raise RuntimeError("words that must not be logged")
    heard.append(entry.subject)


@pytest.fixture
def knock(cast):
    heard.clear()
    trouble.clear()
    ledger.follow({Knocked: [hear]})
    yield lambda number, person=cast.maya: ledger.announce(Knocked(number, person.pk), act=cast.act(None))
    ledger.follow(REACTIONS)


def test_each_is_done_once_and_in_the_order_told(cast, knock):
    for number in (1, 2, 3):
        knock(number)
    assert deliver_due(cast.now) == 3
    assert deliver_due(cast.now) == 0
    assert heard == [1, 2, 3]


def test_a_failure_stays_owed_and_holds_back_only_the_same_person(cast, knock):
    trouble.append(1)
    knock(1)
    knock(2)
    knock(3, cast.omar)
    deliver_due(cast.now)
    assert heard == [3]
    trouble.clear()
    deliver_due(cast.now + timedelta(seconds=2))
    assert heard == [3, 1, 2]


def test_a_failing_one_waits_longer_each_time_and_says_only_what_kind_of_trouble(cast, knock):
    trouble.append(1)
    knock(1)
    moment = cast.now
    for tried in range(1, 4):
        assert deliver_next(moment)
        owed = Delivery.objects.get()
        assert (owed.attempts, owed.trouble, owed.done_at) == (tried, "RuntimeError", None)
        assert owed.due_at > moment
        moment = owed.due_at


def test_one_that_keeps_failing_does_not_silence_the_person_for_ever(cast, knock):
    trouble.append(1)
    knock(1)
    knock(2)
    moment = cast.now
    for _ in range(PATIENCE - 1):
        deliver_due(moment)
        moment = Delivery.objects.get(entry__subject=1).due_at
    assert heard == []
    deliver_due(moment)
    assert heard == [2]
    assert overdue_deliveries(moment + timedelta(minutes=6)) == 1


def test_a_reaction_this_version_does_not_know_stays_owed(cast, knock):
    knock(1)
    ledger.follow({})
    deliver_due(cast.now)
    assert Delivery.objects.owed().get().trouble == "ReactionUnknown"
