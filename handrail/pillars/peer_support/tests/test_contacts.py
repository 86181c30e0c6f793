"""Sam and Maya are in touch, or Sam tries; what they said is theirs, and what she shares the team reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest

from handrail.continuum.reactions import REACTIONS
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.actions import follow
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import ContactPoint
from handrail.pillars.crisis.models import Alert, LogEntry
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.actions import Told
from handrail.pillars.peer_support.calling import call_of, calls
from handrail.pillars.peer_support.models import CallTimes, PeerContact
from handrail.pillars.peer_support.policy import readable_contacts

Outcome, Way = PeerContact.Outcome, PeerContact.Way
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPOKE = Told(Outcome.REACHED, minutes=20, words={"did": "Walked to the creek.", "own_words": "I slept."})


def log(cast, told=SPOKE, who="sam", key=None):
    return peers.log_contact(cast.maya, told, key=key or uuid4(), act=cast.act(cast.people[who]))


def reads(cast, who):
    return [one.pk for one in readable_contacts(cast.maya, cast.act(cast.people[who]))]


def test_what_they_said_is_maya_and_sams_until_she_shares_it(cast):
    contact = log(cast)
    assert PeerContact.objects.get(pk=contact.pk).own_words == "I slept."
    assert {who: bool(reads(cast, who)) for who in ("maya", "sam", "priya", "lena", "ravi", "ada", "theo", "omar")} == {
        "maya": True, "sam": True, "priya": False, "lena": False, "ravi": False, "ada": False, "theo": False,
        "omar": False,
    }  # fmt: skip
    peers.share_contact(contact, act=cast.act(cast.maya))
    later = cast.now + HOUR
    assert [who for who in ("priya", "lena", "ravi", "ada", "theo", "omar", "noor") if reads(cast, who)] == [
        "priya", "lena", "ravi",
    ]  # fmt: skip
    peers.keep_contact(contact, act=cast.act(cast.maya, later))
    peers.keep_contact(contact, act=cast.act(cast.maya, later))
    assert reads(cast, "priya") == []
    facts = [
        one.facts for one in Entry.objects.filter(kind__startswith="peer_support.contact.").order_by("pk")
    ]
    assert facts == [{"outcome": "reached", "way": "phone"}, {}, {}]


def test_what_maya_keeps_from_priya_is_kept_from_her_when_shared_too(cast):
    peers.share_contact(log(cast), act=cast.act(cast.maya))
    asked = consent.ask_restriction(
        "Not Priya.", act=cast.act(cast.maya), against=consent.Against(reader=cast.priya), what=["peer_notes"]
    )
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))
    assert reads(cast, "priya") == []
    assert reads(cast, "lena")


def test_tapped_twice_it_is_one_contact(cast):
    key = uuid4()
    assert log(cast, key=key) == log(cast, key=key)
    assert PeerContact.objects.count() == 1


def test_a_message_is_left_only_where_maya_allows_it(cast):
    left = Told(Outcome.LEFT_MESSAGE)
    with pytest.raises(peers.NoMessageAllowed):
        log(cast, left)
    with pytest.raises(peers.NoMessageAllowed):
        log(cast, replace(left, way=Way.TEXT))
    ContactPoint.objects.filter(person=cast.maya).update(voicemail="yes")
    assert log(cast, left).outcome == "left_message"
    # It is half past seven in the evening where she is.
    for earliest, latest, allowed in (
        (time(9), time(19), False),
        (time(18), None, True),
        (time(22), time(20), True),
    ):
        ContactPoint.objects.filter(person=cast.maya).update(earliest=earliest, latest=latest)
        if allowed:
            assert log(cast, left)
            continue
        with pytest.raises(peers.NoMessageAllowed):
            log(cast, left)
    ContactPoint.objects.filter(person=cast.maya).update(safety="unsafe")
    with pytest.raises(peers.NoMessageAllowed):
        log(cast, left)


def test_she_is_reached_on_the_third_try_and_called_again_in_a_week(cast):
    peers.say_call_times(cast.maya, days=[3, 4], earliest=time(17), latest=time(20), act=cast.act(cast.maya))
    for hours in (30, 26):
        log(cast, Told(Outcome.NO_ANSWER, at=cast.now - hours * HOUR))
    call = call_of(cast.maya, cast.act(cast.sam))
    assert (call.tries, call.spoke_at) == (2, None)
    assert call.due_at.isoformat() == "2026-11-19T17:00:00-05:00"
    log(cast)
    (call,) = calls(cast.act(cast.sam))
    assert (call.tries, call.spoke_at) == (0, cast.now)
    assert call.due_at.isoformat() == "2026-11-26T17:00:00-05:00"
    assert calls(cast.act(cast.theo)) == []


def test_a_try_keeps_no_words_of_a_conversation(cast):
    tried = log(cast, replace(SPOKE, outcome=Outcome.NO_ANSWER))
    assert (tried.did, tried.minutes) == ("", None)


def test_what_worries_sam_calls_whoever_is_on_call_once(cast):
    follow(REACTIONS)
    worried = replace(SPOKE, words={"concern": "She said she does not want to wake up."})
    key = uuid4()
    log(cast, worried, key=key)
    log(cast, worried, key=key)
    alert = Alert.objects.get()
    assert (alert.person, alert.origin) == (cast.maya, "worker")
    words = [one.words for one in LogEntry.objects.filter(alert=alert, kind="note")]
    assert words == ["Sam R.: She said she does not want to wake up."]


@pytest.mark.parametrize("at", [HOUR, -15 * DAY])
def test_a_time_that_cannot_be_is_said_and_nothing_is_kept(cast, at):
    with pytest.raises(ValueError, match="nothing was saved"):
        log(cast, replace(SPOKE, at=cast.now + at))
    assert not PeerContact.objects.exists()


@pytest.mark.parametrize("who", ["theo", "omar", "priya", "ravi", "maya"])
def test_who_writes_no_contact_of_mayas(cast, who):
    with pytest.raises(Refused):
        log(cast, who=who)


def test_nobody_shares_for_maya_and_theo_says_no_hours_of_hers(cast):
    contact = log(cast)
    for who in ("theo", "omar", "priya", "ravi"):
        act = cast.act(cast.people[who])
        with pytest.raises(Refused):
            peers.share_contact(contact, act=act)
    with pytest.raises(Refused):
        peers.keep_contact(contact, act=cast.act(cast.sam))
    with pytest.raises(Refused):
        peers.say_call_times(cast.maya, days=[], earliest=None, latest=None, act=cast.act(cast.theo))
    assert not CallTimes.objects.exists()
