"""Nothing lies unanswered with nobody: whoever can read it does, and no more of it than has to be."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.handing import Carer, out_of_hand, reader_for
from handrail.foundation.messaging.models import Conversation, HandOver, Message
from handrail.foundation.messaging.threads import threads
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
carers = st.lists(
    st.builds(Carer, st.integers(1, 6), st.sampled_from(["counselor", "peer", "nurse"]), st.booleans(), st.booleans()),
    max_size=6, unique_by=lambda one: one.worker,
)  # fmt: skip


@given(st.integers(1, 6), st.sampled_from(["counselor", "peer"]), st.none() | st.integers(1, 6), carers)
def test_somebody_reads_whenever_anybody_may_and_nobody_else_ever_does(owner, role, cover, team):
    may = {one.worker: one for one in team if one.may}
    reader = reader_for(owner, role, cover, team)
    assert (reader is None) == (not may)
    if reader is None:
        return
    here = {key for key, one in may.items() if one.here}
    assert reader in (here or may)
    if owner in (here or may):
        assert reader == owner
    elif cover in (here or may):
        assert reader == cover
    elif any(one.role == role for key, one in may.items() if key in (here or may)):
        assert may[reader].role == role


@pytest.fixture
def talk(cast):
    """Between Maya and Sam: an answered word of two days ago, and one that waits."""
    made = messaging.open_conversation(cast.maya, cast.sam, act=cast.act(cast.maya))
    for who, words in (("maya", "Between us."), ("sam", "I keep it."), ("maya", "Are you there?")):
        messaging.write(made, words, key=uuid4(), act=cast.act(cast.people[who]))
    return made


def reads(cast, name, at):
    """What somebody finds there: None where they find nothing at all."""
    act = cast.act(cast.people[name], at=at)
    if not Conversation.objects.visible_to(act).exists():
        return None
    handed = HandOver.objects.at(at).filter(worker=act.actor).first()
    return [
        one.words
        for one in Message.objects.newest(Conversation.objects.get(), handed.after_id if handed else None)
    ]


def leave(cast, name, at):
    act = cast.act(None, at=at)
    for care in CareRelationship.objects.filter(worker=cast.people[name], until_at=None):
        teams.end_care(care, act=act)


def test_what_is_with_sam_passes_on_when_he_leaves_and_again_and_comes_back_with_him(cast, talk):
    later = cast.now + HOUR
    assert messaging.hand_over(act=cast.act(None)) == 0
    leave(cast, "sam", later)
    assert [messaging.hand_over(act=cast.act(None, at=later)) for _time in range(2)] == [1, 0]
    assert reads(cast, "priya", later) == ["Are you there?"] and reads(cast, "lena", later) is None
    assert reads(cast, "sam", later) is None and reads(cast, "theo", later) is None
    told = Entry.objects.get(kind="messaging.conversation.handed_over")
    assert (told.person, told.facts["worker"], told.facts["why"]) == (cast.maya, cast.priya.pk, "left")
    assert [row.unread for row in threads(cast.act(cast.priya, at=later))] == [True]
    assert messaging.write(talk, "Priya here.", key=uuid4(), act=cast.act(cast.priya, at=later))
    for membership in Membership.objects.filter(person=cast.priya):
        teams.end_membership(membership, act=cast.act(None, at=later))
    second = cast.now + 2 * DAY
    assert messaging.hand_over(cast.maya.pk, act=cast.act(None, at=second)) == 1
    assert reads(cast, "lena", second) == [] and reads(cast, "priya", second) is None
    assert [row.unread for row in threads(cast.act(cast.lena, at=second))] == [False]
    teams.begin_care(cast.sam, cast.maya, "peer_specialist", act=cast.act(None, at=second))
    assert messaging.hand_over(act=cast.act(None, at=second)) == 1
    assert len(reads(cast, "sam", second + HOUR)) == 4 and reads(cast, "lena", second + HOUR) is None


def test_while_sam_is_away_and_his_cover_may_not_read_it_somebody_of_her_team_does(cast, talk):
    messaging.set_away(cast.theo, cast.now + HOUR, cast.now + DAY, act=cast.act(cast.sam))
    soon, after = cast.now + 2 * HOUR, cast.now + 2 * DAY
    assert messaging.hand_over(act=cast.act(None)) == 0
    assert messaging.hand_over(act=cast.act(None, at=soon)) == 1
    assert reads(cast, "priya", soon) == ["Are you there?"] and reads(cast, "theo", soon) is None
    assert messaging.hand_over(act=cast.act(None, at=after)) == 1 and reads(cast, "priya", after) is None
    messaging.set_away(cast.lena, after, after + DAY, act=cast.act(cast.sam, at=after))
    assert messaging.hand_over(act=cast.act(None, at=after)) == 0 and len(reads(cast, "lena", after)) == 3


def test_what_is_written_to_somebody_who_left_finds_a_reader_in_the_same_moment(cast, talk):
    leave(cast, "sam", cast.now)
    messaging.write(talk, "Hello?", key=uuid4(), act=cast.act(cast.maya, at=cast.now + HOUR))
    assert reads(cast, "priya", cast.now + HOUR) == ["Are you there?", "Hello?"]


def test_with_nobody_on_her_team_it_waits_for_the_next_who_joins(cast, talk):
    for name in ("sam", "priya", "lena", "ada"):
        leave(cast, name, cast.now)
    later = cast.act(None, at=cast.now + HOUR)
    assert messaging.hand_over(act=later) == 0
    teams.begin_care(cast.ada, cast.maya, "prescriber", act=later)
    assert messaging.hand_over(act=later) == 1 and not out_of_hand(later).exists()
    assert reads(cast, "ada", later.at) == ["Are you there?"]
    with pytest.raises(Refused):
        messaging.hand_over(act=cast.act(cast.theo))
