"""Maya chooses who walks with her on her phone; Sam and Jo answer on theirs; Ravi keeps an eye on certificates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.accounts.models import Account
from handrail.foundation.teams.models import CareRelationship, Credential
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import CaseloadLimit, Match, Supervision, SupervisionTopic
from tests.peers import with_peers

MINE, DAY = "/me/peer/", timedelta(days=1)


def read(answer):
    return answer.content.decode()


@pytest.fixture
def peered(live_cast):
    made = with_peers(live_cast)
    Account.objects.create(email="jo@riverbend.example", person=made.jo, made_at=made.now, password="!")
    return made


def test_maya_asks_jo_and_sam_walks_with_her_until_jo_says_yes(peered):
    maya, jo = peered.browser(peered.maya), peered.browser(peered.jo)
    page = read(maya.get(MINE))
    assert "Sam R. walks with you" in page and "I am Jo. I like long walks." in page
    assert page.count("I have been sober since a hard winter.") == 1  # Sam's, whom she walks with
    assert "Far E." not in page
    assert maya.post(MINE, {"peer": peered.jo.pk}).status_code == 302
    assert "Until then Sam stays with you" in read(maya.get(MINE))
    assert "Maya P. asked you to walk with them" in read(jo.get("/team/"))
    assert "Maya P." in read(jo.get("/team/peers/"))
    match = Match.objects.get()
    assert (
        peered.browser(peered.theo).post(reverse("staff:match_acceptance", args=[match.pk])).status_code
        == 404
    )
    assert jo.post(reverse("staff:match_acceptance", args=[match.pk])).status_code == 302
    assert "Jo E. walks with you" in read(maya.get(MINE))
    assert "Maya P." in read(peered.browser(peered.ravi).get("/team/peers/"))
    again = jo.post(reverse("staff:match_no_room", args=[match.pk]))
    assert again.status_code == 422 and "already answered" in read(again)
    maya.post("/me/peer/end/")
    assert "goes on without you" in read(jo.get("/team/peers/"))
    assert not CareRelationship.objects.filter(
        person=peered.maya, role="peer_specialist", until_at=None
    ).exists()


def test_ravi_ends_it_when_jo_cannot_go_on_and_maya_reads_it_in_kind_words(peered):
    match = peers.choose_peer(peered.jo, act=peered.act(peered.maya))
    peers.accept_match(match, act=peered.act(peered.jo))
    end = reverse("staff:match_end", args=[match.pk])
    for who in ("theo", "jo", "priya", "elin"):
        assert peered.browser(peered.people[who]).post(end).status_code == 404
    ravi = peered.browser(peered.ravi)
    assert end in read(ravi.get("/team/peers/"))
    assert (ravi.post(end).status_code, ravi.post(end).status_code) == (302, 404)
    page = read(peered.browser(peered.maya).get(MINE))
    assert "You and Jo do not walk together any more." in page and "walks with you" not in page
    assert "goes on without you" in read(peered.browser(peered.jo).get("/team/peers/"))


def test_whoever_has_no_room_is_not_asked_and_maya_reads_why_nothing_changed(peered):
    maya = peered.browser(peered.maya)
    CaseloadLimit.objects.create(pk=1, people=1, set_by=peered.ravi, set_at=peered.now)
    Match.objects.create(person=peered.rosa, peer=peered.jo, place=1, asked_at=peered.now)
    answer = maya.post(MINE, {"peer": peered.jo.pk})
    assert answer.status_code == 422 and "Jo E. has no room right now" in read(answer)
    for sent in ("", "x", "9" * 30, str(peered.far.pk), str(peered.priya.pk)):
        assert maya.post(MINE, {"peer": sent}).status_code == 404
    assert Match.objects.filter(person=peered.maya).count() == 0


def test_a_certificate_that_nears_its_end_stands_on_todays_of_sam_and_ravi(peered):
    Credential.objects.filter(person=peered.sam).update(expires_on=peered.today + 45 * DAY)
    assert "45 days left" in read(peered.browser(peered.sam).get("/team/"))
    ravi = peered.browser(peered.ravi)
    page = read(ravi.get("/team/"))
    assert "Sam R.’s certificate" in page and "Jo E.’s certificate" not in page
    given = {"peer": peered.sam.pk, "title": "CPS", "issuer": "Peer Academy", "number": "7"}
    late = ravi.post("/team/peers/certificate/", given | {"expires_on": str(peered.today - DAY)})
    assert late.status_code == 422 and "Peer Academy" in read(late)
    ravi.post("/team/peers/certificate/", given | {"expires_on": str(peered.today + 400 * DAY)})
    assert "Sam R.’s certificate" not in read(ravi.get("/team/"))
    ravi.post(
        "/team/peers/supervision/", {"peer": peered.sam.pk, "held_on": str(peered.today), "minutes": "45"}
    )
    assert Supervision.objects.get().minutes == 45
    assert "0 h 45 min of supervision" in read(ravi.get("/team/peers/"))


@pytest.mark.parametrize("who", ["theo", "priya", "lena", "elin"])
def test_the_page_of_peers_is_no_page_of(peered, who):
    browser = peered.browser(peered.people[who])
    assert browser.get("/team/peers/").status_code == 404
    for address in ("profile", "limit", "certificate", "supervision"):
        assert browser.post(f"/team/peers/{address}/", {"people": "3"}).status_code == 404
    assert not CaseloadLimit.objects.exists()


def test_sam_brings_a_boundary_to_ravi_and_how_he_is_stays_his(peered):
    sam, ravi = peered.browser(peered.sam), peered.browser(peered.ravi)
    mine = "/team/peers/myself/"
    for wrong in ({}, {"topic": "x"}, {"topic": "gifts", "words": "x" * 401}):
        assert sam.post(f"{mine}topics/", wrong).status_code == 422
    for wrong in ({}, {"words": " "}, {"words": "a\x00b"}):
        assert sam.post(f"{mine}wellness/", wrong).status_code == 422
    sam.post(f"{mine}topics/", {"topic": "gifts", "words": "A scarf was offered."})
    sam.post(f"{mine}wellness/", {"words": "I am tired and need my own meeting."})
    assert "I am tired" in read(sam.get(mine))
    page = read(ravi.get("/team/peers/"))
    assert "A gift, given or offered" in page and "A scarf was offered." in page and "I am tired" not in page
    assert "I am tired" not in read(peered.browser(peered.jo).get(mine))
    talk = reverse("staff:talked", args=[SupervisionTopic.objects.get().pk])
    for who in ("theo", "sam", "priya", "elin"):
        assert peered.browser(peered.people[who]).post(talk).status_code == 404
    assert (ravi.post(talk).status_code, ravi.post(talk).status_code) == (302, 404)
    assert "A scarf" not in read(ravi.get("/team/peers/")) and "Waits for supervision" not in read(
        sam.get(mine)
    )
    for who in ("theo", "ravi", "priya"):
        browser = peered.browser(peered.people[who])
        assert (
            browser.get(mine).status_code,
            browser.post(f"{mine}wellness/", {"words": "x"}).status_code,
        ) == (404, 404)
