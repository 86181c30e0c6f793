"""Sam writes on his phone that he tried, and that they spoke; Maya reads all of it, and says what her team reads."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.continuum.reactions import REACTIONS
from handrail.foundation.ledger.actions import follow
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import ContactPoint
from handrail.pillars.crisis.models import Alert
from handrail.pillars.peer_support.models import CallTimes, PeerContact

HERS = "/me/peer/contacts/"


def read(answer):
    return answer.content.decode()


@pytest.fixture
def page(live_cast):
    return reverse("staff:contacts", args=[live_cast.maya.pk])


def spoke(**more):
    return {
        "key": str(uuid4()),
        "way": "out",
        "minutes": "30",
        "started_by": "peer",
        "did": "Walked.",
        **more,
    }


def test_a_try_is_one_tap_and_a_message_only_where_she_allows_it(live_cast, page):
    sam = live_cast.browser(live_cast.sam)
    drawn = read(sam.get(page))
    assert "No voicemail." in drawn and "Say you are from the bakery." in drawn
    assert 'value="message"' not in drawn and 'value="call"' in drawn
    refused = sam.post(page, {"key": str(uuid4()), "tried": "message"})
    assert refused.status_code == 422 and "do not allow a message" in read(refused)
    key = str(uuid4())
    for _twice in range(2):
        assert sam.post(page, {"key": key, "tried": "call"}).status_code == 302
    assert PeerContact.objects.get().outcome == "no_answer"
    assert "Tried 1 time since" in read(sam.get(page))
    ContactPoint.objects.filter(person=live_cast.maya).update(voicemail="yes")
    assert 'value="message"' in read(sam.get(page))


def test_maya_reads_all_of_it_and_priya_what_she_lets_her(live_cast, page):
    sam, maya, priya = (live_cast.browser(live_cast.people[who]) for who in ("sam", "maya", "priya"))
    assert sam.post(page, spoke(own_words="I slept four nights.")).status_code == 302
    contact = PeerContact.objects.get()
    assert "I slept four nights." in read(maya.get(HERS))
    assert "I slept" not in read(priya.get(page))
    sharing = reverse("client:contact_sharing", args=[contact.pk])
    maya.post(sharing, {"team": "reads"})
    assert "I slept four nights." in read(priya.get(page))
    assert (
        Viewing.objects.filter(viewer=live_cast.priya, resource="peer_notes", basis="shared_up").count() == 2
    )
    maya.post(sharing, {"team": "no"})
    assert "I slept" not in read(priya.get(page))
    theo, omar = live_cast.browser(live_cast.theo), live_cast.browser(live_cast.omar)
    assert (theo.get(page).status_code, theo.post(page, spoke()).status_code) == (404, 404)
    assert omar.post(sharing, {"team": "reads"}).status_code == 404
    assert priya.post(page, spoke()).status_code == 404


def test_what_worries_sam_calls_whoever_is_on_call_before_the_answer(live_cast, page):
    follow(REACTIONS)
    sam = live_cast.browser(live_cast.sam)
    answer = sam.post(page, spoke(concern="She gave her dog away."), follow=True)
    assert "Whoever is on call was called just now" in read(answer)
    assert Alert.objects.get().person == live_cast.maya


def test_bad_input_keeps_what_was_typed_and_nothing_else(live_cast, page):
    sam = live_cast.browser(live_cast.sam)
    bad = [{"own_words": "x" * 1001}, {"way": "pigeon"}, {"minutes": "-3"}, {"key": "no"}, {"at": "2031-01-01T10:00"},
           {"at": "yesterday"}, {"next_at": "1e400"}, {"did": "a\x00b"}]  # fmt: skip
    for sent in bad:
        answer = sam.post(page, spoke(wanted="A quiet day.") | sent)
        assert answer.status_code == 422 and "A quiet day." in read(answer), sent
    for sent in ({"tried": "x", "key": str(uuid4())}, {"tried": "call"}, {}):
        assert sam.post(page, sent).status_code == 422
    assert not PeerContact.objects.exists()


def test_the_call_list_says_whom_when_and_how(live_cast, page):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    assert (
        maya.post("/me/peer/calling/", {"days": ["1"], "earliest": "17:00", "latest": "17:00"}).status_code
        == 422
    )
    assert (
        maya.post("/me/peer/calling/", {"days": ["1"], "earliest": "17:00", "latest": "20:00"}).status_code
        == 302
    )
    assert CallTimes.objects.get().days == [1]
    drawn = read(sam.get("/team/calls/"))
    assert "Maya P." in drawn and "Not spoken yet" in drawn and "No voicemail." in drawn
    sam.post(page, spoke())
    assert "Nobody is waiting for a call." in read(sam.get("/team/calls/"))
    for who in ("theo", "priya", "ravi"):
        assert live_cast.browser(live_cast.people[who]).get("/team/calls/").status_code == 404
