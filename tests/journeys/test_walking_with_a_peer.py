"""Maya chooses Sam, later Jo, and Sam again; goes to two meetings, has a hard week, is reached on the third try, and
keeps a moment of it. Theo is refused at every step."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.interfaces.client.queries.path import path_page
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.calling import call_of
from handrail.pillars.peer_support.meeting_guide import read_meetings
from handrail.pillars.peer_support.models import Going, Match, Milestone, OpenMeeting, PeerContact
from handrail.pillars.peer_support.policy import readable_contacts
from handrail.pillars.peer_support.queries import peers_with_room
from tests.peers import with_peers

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Outcome = PeerContact.Outcome
MILL = [{"name": "Seven o’clock", "slug": "seven", "day": [1, 3], "time": "19:00", "location": "Mill Street"}]


def theo_sees_nothing(cast, at):
    act = cast.act(cast.theo, at)
    for rows in (Match, PeerContact, Milestone, Going):
        assert not rows.objects.visible_to(act).exists()
    assert not readable_contacts(cast.maya, act).exists()
    with pytest.raises(Refused):
        peers.log_contact(cast.maya, peers.Told(Outcome.NO_ANSWER), key=uuid4(), act=act)


def walk_together(cast, peer, at):
    """Maya asks, the peer says yes."""
    asked = peers.choose_peer(peer, act=cast.act(cast.maya, at))
    return peers.accept_match(asked, act=cast.act(peer, at + HOUR))


def walking_with(cast, at):
    caring = CareRelationship.objects.at(at).filter(person=cast.maya, role=Role.PEER_SPECIALIST)
    return [one.worker for one in caring.select_related("worker")]


def test_maya_and_those_who_walk_with_her(cast):
    with_peers(cast)
    peers.bring_in_meetings(
        "Riverbend", read_meetings(json.dumps(MILL), time_zone="America/New_York"), act=cast.act(cast.ravi)
    )
    for care in CareRelationship.objects.filter(person=cast.maya, role=Role.PEER_SPECIALIST):
        teams.end_care(care, act=cast.act(None))

    # She reads who has room, and chooses Sam; a week later she asks for Jo, and nobody asks why.
    first = cast.now + DAY
    assert [one.peer for one in peers_with_room(cast.maya, cast.act(cast.maya, first))] == [cast.jo, cast.sam]
    walk_together(cast, cast.sam, first)
    assert walking_with(cast, first + 2 * HOUR) == [cast.sam]
    told = peers.Told(Outcome.REACHED, words={"own_words": "I told you about the bad weekend."})
    kept = peers.log_contact(cast.maya, told, key=uuid4(), act=cast.act(cast.sam, first + 3 * HOUR))
    walk_together(cast, cast.jo, first + 7 * DAY)
    later = first + 8 * DAY
    assert walking_with(cast, later) == [cast.jo]
    assert list(readable_contacts(cast.maya, cast.act(cast.maya, later))) == [kept]
    assert not readable_contacts(cast.maya, cast.act(cast.sam, later)).exists()
    walk_together(cast, cast.sam, later)
    theo_sees_nothing(cast, later + 2 * HOUR)

    # Two meetings, one of them with Sam.
    at = later + DAY
    for meeting, company in zip(OpenMeeting.objects.order_by("day"), (cast.sam, None), strict=True):
        starts = meeting.next_after(at)
        going = peers.say_going(meeting, starts, act=cast.act(cast.maya, at), company=company)
        if company:
            peers.promise_company(going, act=cast.act(cast.sam, at))
        peers.say_went(going, act=cast.act(cast.maya, starts + 2 * HOUR))
    assert Going.objects.filter(went_at__isnull=False).count() == 2

    # A hard week. Sam tries twice, and reaches her on the third.
    week = at + 8 * DAY
    for day in range(3):
        check_in(
            cast.maya,
            key=uuid4(),
            answers={"mood": 1, "craving": 9},
            act=cast.act(cast.maya, week + day * DAY),
        )
        deliver_due(week + day * DAY)
        call = call_of(cast.maya, cast.act(cast.sam, week + day * DAY))
        assert call.tries == day
        reached = day == 2
        words = {"own_words": "You kept calling."} if reached else {}
        tried = peers.Told(Outcome.REACHED if reached else Outcome.NO_ANSWER, words=words)
        peers.log_contact(cast.maya, tried, key=uuid4(), act=cast.act(cast.sam, week + day * DAY + HOUR))
    end = week + 3 * DAY
    call = call_of(cast.maya, cast.act(cast.sam, end))
    assert (call.tries, call.due_at > end) == (0, True)

    # She keeps it, lets Sam read it, and reads that the hard days count.
    moment = peers.keep_moment(
        "Picked up the third time.", "anchor-simple", week.date(), act=cast.act(cast.maya, end)
    )
    peers.share_milestone(moment, cast.sam, act=cast.act(cast.maya, end))
    assert list(Milestone.objects.visible_to(cast.act(cast.sam, end))) == [moment]
    page = path_page(cast.act(cast.maya, end), "")
    assert page["times"] == 3 + 2 + 2
    assert sum(row["hard"] for row in page["months"]) == 3
    theo_sees_nothing(cast, end)
