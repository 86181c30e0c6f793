"""Nobody heard from Maya in a week and Sam tried three times: somebody is asked to go to her. Theo is asked nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.responses.models import Ask, CoordinatedResponse
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import InboundText
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import PeerContact

DAY = timedelta(days=1)
Outcome = PeerContact.Outcome


def tries(cast, *ago, outcome=Outcome.NO_ANSWER):
    for days in ago:
        at = cast.now - days * DAY
        peers.log_contact(cast.maya, peers.Told(outcome), key=uuid4(), act=cast.act(cast.sam, at))
        deliver_due(at)


def heard(cast, ago):
    at = cast.now - ago * DAY
    check_in(cast.maya, key=uuid4(), answers={"mood": 6}, act=cast.act(cast.maya, at))
    deliver_due(at)


def test_a_peer_outreach_is_proposed_and_its_outcome_stands_there(cast):
    heard(cast, 9)
    tries(cast, 5, 3)
    assert not Finding.objects.filter(rule="out_of_touch").exists()
    tries(cast, 1)
    finding = Finding.objects.get(rule="out_of_touch")
    assert finding.headline == "Nobody has heard from them in a week, and we tried"
    assert CoordinatedResponse.objects.get(finding=finding).playbook == "withdrawal_from_supports"
    assert cast.sam in [ask.asked for ask in Ask.objects.all()]
    assert not Finding.objects.visible_to(cast.act(cast.theo)).exists()
    assert cast.theo not in [ask.asked for ask in Ask.objects.all()]
    tries(cast, 0, outcome=Outcome.REACHED)
    outcomes = PeerContact.objects.order_by("at").values_list("outcome", flat=True)
    assert list(outcomes) == ["no_answer"] * 3 + ["reached"]


def wrote(cast, how, at):
    if how == "message":
        talk = messaging.open_conversation(cast.maya, None, act=cast.act(cast.maya, at))
        messaging.write(talk, "I am here.", key=uuid4(), act=cast.act(cast.maya, at))
        return
    InboundText.objects.create(
        provider_key="1", person=cast.maya, mark="m", number="+15555550111", words="here", came_at=at, reads=[]
    )  # fmt: skip


@pytest.mark.parametrize("last", ["check_in", "conversation", "message", "text", "nothing"])
def test_whoever_was_heard_from_or_has_only_begun_is_left_in_peace(cast, last):
    if last == "check_in":
        heard(cast, 4)
    elif last == "conversation":
        tries(cast, 4, outcome=Outcome.REACHED)
    elif last in {"message", "text"}:
        heard(cast, 9)
        wrote(cast, last, cast.now - 4 * DAY)
    tries(cast, 3, 2, 1)
    assert not Finding.objects.filter(rule="out_of_touch").exists()
