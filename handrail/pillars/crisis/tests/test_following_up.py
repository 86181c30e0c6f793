"""The call on the next day belongs to somebody until somebody made it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.clinical.triage.follow_up import HANDED_ON_AFTER, NEXT_WITHIN
from handrail.continuum.clock import tick
from handrail.foundation.consent.evaluator import Refused
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, FollowUp

HOUR = timedelta(hours=1)


@pytest.fixture
def follow_up(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=desk.sam, follow_up_at=desk.now + 20 * HOUR,
        act=desk.act(desk.noor),
    )  # fmt: skip
    return FollowUp.objects.get()


def test_sam_speaks_with_her_and_it_is_done(desk, follow_up):
    crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, act=desk.act(desk.sam))
    assert not FollowUp.objects.filter(done_at=None).exists()


def test_not_reached_it_is_tried_again(desk, follow_up):
    act = desk.act(desk.sam, desk.now + 20 * HOUR)
    with pytest.raises(ValueError, match="Say when it is tried again"):
        crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.TRIED, act=act)
    crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.TRIED, again_at=act.at + 4 * HOUR, act=act)
    assert FollowUp.objects.get(done_at=None).due_at == act.at + 4 * HOUR


def test_theo_says_nothing_about_it(desk, follow_up):
    with pytest.raises(Refused):
        crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, act=desk.act(desk.theo))


def test_missed_it_goes_to_one_human_after_another_and_never_to_nobody(desk, follow_up):
    owners, now = [], follow_up.due_at + HANDED_ON_AFTER
    for _round in range(5):
        tick(now - timedelta(seconds=1))
        assert FollowUp.objects.filter(done_at=None).count() == 1
        tick(now)
        owners.append(FollowUp.objects.get(done_at=None).owner.preferred_name)
        now += NEXT_WITHIN + HANDED_ON_AFTER
    assert owners == ["Ravi S.", "Noor A.", "Idris", "Ravi S.", "Ravi S."]
