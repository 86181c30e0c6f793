"""A check-in that comes two days late counts as if told in time; one that asks for somebody asks today."""

from __future__ import annotations

from uuid import uuid4

from handrail.continuum import clock
from handrail.continuum.responses.models import Ask
from handrail.continuum.watch.models import Finding, WatchState
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from tests.journeys.days import DAY, HARD, USUAL, tell


def test_a_check_in_kept_on_the_phone_for_two_days_counts_as_if_told_in_time(cast):
    for days_ago in range(40, 5, -1):
        tell(cast, days_ago, USUAL[days_ago % 2])
    clock.tick(cast.now - 3 * DAY)
    act = cast.act(cast.maya, cast.now - 2 * DAY)
    late = (act.at - 2 * DAY).date()
    check_in(cast.maya, key=uuid4(), answers=HARD, day=late, act=act)
    deliver_due(act.at)
    remembered = WatchState.objects.get(person=cast.maya)
    assert remembered.through_day == (cast.now - 3 * DAY).date()
    in_time = remembered.memory
    WatchState.objects.all().delete()
    tell(cast, 2, {})
    assert WatchState.objects.get(person=cast.maya).memory["signals"] == in_time["signals"]


def test_asking_for_somebody_asks_sam_today(cast):
    tell(cast, 0, {"mood": 5, "reach_out": "yes"})
    assert Ask.objects.open().filter(asked=cast.sam).exists()
    assert Finding.objects.get().headline == "Asked for someone to reach out"
