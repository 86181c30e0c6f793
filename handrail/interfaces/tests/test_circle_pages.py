"""Maya comes into a circle under a name she chooses; Sam moderates; Omar, who is in it too, learns nothing of her."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.continuum import reminding
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.models import Circle, CircleMessage, Moderating, Permission, Reminder
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Programme, Role

GOAL = "Calm evenings without drinking."


@pytest.fixture
def circle(live_cast):
    """Omar is in it: he is a client of Sam's too, since yesterday."""
    outpatient = Programme.objects.get(name="Outpatient")
    teams.enrol(live_cast.omar, outpatient, act=live_cast.act(None))
    teams.begin_care(live_cast.sam, live_cast.omar, Role.PEER_SPECIALIST, act=live_cast.act(None))
    sam = live_cast.browser(live_cast.sam)
    there = sam.post("/team/circles/", {"name": "Evenings", "goal": GOAL, "programme": outpatient.pk})[
        "Location"
    ]
    for person in (live_cast.maya, live_cast.omar):
        assert sam.post(f"{there}invitations/", {"who": person.pk})["Location"] == there
    omar = live_cast.act(live_cast.omar, at=timezone.now())
    messaging.join_circle(Circle.objects.get(), "Otter", act=omar)
    return Circle.objects.get()


def test_she_comes_in_writes_and_nobody_in_it_reads_who_she_is(live_cast, circle):
    maya, omar, sam = (live_cast.browser(one) for one in (live_cast.maya, live_cast.omar, live_cast.sam))
    there = f"/me/circles/{circle.pk}/"
    assert "You are asked into a circle" in maya.get("/me/messages/").content.decode()
    page = maya.get(there).content.decode()
    assert (
        GOAL in page
        and "Sam can see who you are." in page
        and "<textarea" not in page
        and "Otter" not in page
    )
    for alias, why in (
        ("Maya", "your own name"),
        ("otter", "Somebody there has this name"),
        ("555 0199", "Use letters"),
    ):
        refused = maya.post(f"{there}name/", {"alias": alias})
        assert (
            refused.status_code == 422
            and why in refused.content.decode()
            and alias in refused.content.decode()
        )
    assert maya.post(f"{there}name/", {"alias": "Blue Heron"})["Location"] == there
    page = maya.get(there).content.decode()
    assert "You are Blue Heron here." in page and "Sam usually answers" in page and "/help/" in page
    maya.post(there, {"key": uuid4(), "words": "I can’t do this today."})
    shown = omar.get(there).content.decode()
    assert (
        "Blue Heron" in shown and "I can’t do this today." in shown and "These words may matter" not in shown
    )
    for leading in ("Maya", "she / her", f"/{live_cast.maya.pk}/", "New_York", "0111"):
        assert leading not in shown, leading
    staff = sam.get(f"/team/circles/{circle.pk}/").content.decode()
    assert "These words may matter: cant do this." in staff and "Maya P." in staff and "Blue Heron" in staff
    refused = maya.post(there, {"key": uuid4(), "words": "m" * 4001})
    assert refused.status_code == 422 and "m" * 4001 in refused.content.decode()


def test_sam_hides_pauses_and_ends_and_what_was_written_stays(live_cast, circle):
    maya, omar, sam = (live_cast.browser(one) for one in (live_cast.maya, live_cast.omar, live_cast.sam))
    mine, theirs = f"/me/circles/{circle.pk}/", f"/team/circles/{circle.pk}/"
    omar.post(mine, {"key": uuid4(), "words": "Buy it at the corner."})
    hiding = f"/team/circles/messages/{CircleMessage.objects.get().pk}/hiding/"
    assert sam.post(hiding, {"why": ""}).status_code == 422 and CircleMessage.objects.get().hidden_at is None
    maya.post(f"{mine}name/", {"alias": "Blue Heron"})
    sam.post(hiding, {"why": "It says where to buy."})
    assert (
        "Buy it" not in maya.get(mine).content.decode()
        and "This message is hidden" in maya.get(mine).content.decode()
    )
    assert "Why: It says where to buy." in omar.get(mine).content.decode()
    assert "Buy it at the corner." in sam.get(theirs).content.decode()
    sam.post(f"{theirs}state/", {"word": "pause"})
    unsent = maya.post(mine, {"key": uuid4(), "words": "Is anybody up?"})
    assert unsent.status_code == 422 and "Is anybody up?" in unsent.content.decode()
    assert "takes a break" in maya.get(mine).content.decode()
    assert "Is anybody up?" in sam.post(theirs, {"key": uuid4(), "words": "Is anybody up?"}).content.decode()
    sam.post(f"{theirs}state/", {"word": "resume"})
    sam.post(f"{theirs}state/", {"word": "end"})
    assert "has ended" in maya.get(mine).content.decode() and CircleMessage.objects.count() == 1
    assert sam.post(f"{theirs}state/", {"word": "burn"}).status_code == 404


def test_theo_ravi_and_whoever_left_find_nothing_there(live_cast, circle):
    mine, theirs = f"/me/circles/{circle.pk}/", f"/team/circles/{circle.pk}/"
    maya = live_cast.browser(live_cast.maya)
    maya.post(f"{mine}end/")
    assert maya.get(mine).status_code == 404 and "Evenings" not in maya.get("/me/messages/").content.decode()
    for other in (live_cast.theo, live_cast.ravi, live_cast.priya, live_cast.lena):
        browser = live_cast.browser(other)
        assert browser.get(theirs).status_code == 404 and browser.get(mine).status_code == 404
        assert browser.post(f"{theirs}state/", {"word": "end"}).status_code == 404
        assert browser.post(f"{theirs}moderators/", {"who": other.pk}).status_code == 404
        assert "Evenings" not in browser.get("/team/circles/").content.decode()
    assert Circle.objects.get().is_open


def test_when_sam_walks_with_her_no_more_the_circle_is_closed_to_her_until_priya_moderates_too(
    live_cast, circle
):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    mine = f"/me/circles/{circle.pk}/"
    maya.post(f"{mine}name/", {"alias": "Blue Heron"})
    for care in CareRelationship.objects.filter(person=live_cast.maya, worker=live_cast.sam, until_at=None):
        teams.end_care(care, act=live_cast.act(None))
    assert "it is closed to you" in maya.get(mine).content.decode()
    assert maya.post(mine, {"key": uuid4(), "words": "Hello"}).status_code == 404
    assert "Maya P." not in sam.get(f"/team/circles/{circle.pk}/").content.decode()
    sam.post(f"/team/circles/{circle.pk}/moderators/", {"who": live_cast.priya.pk})
    page = maya.get(mine).content.decode()
    assert "Priya can see who you are. Sam can see only the name you choose." in page


def test_one_note_goes_out_until_it_is_read_and_none_where_it_is_muted(live_cast, circle):
    now, mine = timezone.now(), f"/me/circles/{circle.pk}/"
    point = ContactPoint.objects.create(
        person=live_cast.maya, system="sms", value="+15555550111", safety="safe"
    )
    Permission.objects.create(
        person=live_cast.maya, point=point, mark="m", wording="w", language="en", asked_at=now, agreed_at=now
    )
    maya, omar = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.omar)
    maya.post(f"{mine}name/", {"alias": "Blue Heron"})
    for words in ("One", "Two"):
        omar.post(mine, {"key": uuid4(), "words": words})
        deliver_due(timezone.now())
    waiting = list(Reminder.objects.filter(kind=Kind.MESSAGE, about__startswith="circle"))
    assert [one.person for one in waiting] == [live_cast.maya]

    def holds():
        return reminding.still_hold(waiting, timezone.now()) == {waiting[0].pk}

    assert holds()
    maya.post(f"{mine}quiet/", {"quiet": "yes"})
    assert not holds()
    maya.post(f"{mine}quiet/", {"quiet": "no"})
    assert holds()
    maya.get(mine)
    assert not holds()


def test_a_circle_whose_moderator_left_stands_on_ravis_today_until_he_gives_it_to_priya(live_cast, circle):
    ravi = live_cast.browser(live_cast.ravi)
    assert "nobody to moderate" not in ravi.get("/team/").content.decode()
    Moderating.objects.update(until_at=timezone.now())
    assert "1 circle with nobody to moderate it" in ravi.get("/team/").content.decode()
    assert "Give it to them" in ravi.get("/team/circles/").content.decode()
    assert ravi.post(f"/team/circles/{circle.pk}/moderators/", {"who": "x"})["Location"] == "/team/circles/"
    ravi.post(f"/team/circles/{circle.pk}/moderators/", {"who": live_cast.priya.pk})
    assert live_cast.browser(live_cast.priya).get(f"/team/circles/{circle.pk}/").status_code == 200
    assert "nobody to moderate" not in ravi.get("/team/").content.decode()


def test_omar_is_taken_out_reads_once_who_decided_it_and_why_and_nobody_else_does(live_cast, circle):
    maya, omar, sam = (live_cast.browser(one) for one in (live_cast.maya, live_cast.omar, live_cast.sam))
    mine, theirs = f"/me/circles/{circle.pk}/", f"/team/circles/{circle.pk}/"
    why = "Your words frighten others."
    maya.post(f"{mine}name/", {"alias": "Blue Heron"})
    omar.post(mine, {"key": uuid4(), "words": "I know where you live."})
    number = circle.members.get(person=live_cast.omar).pk
    out = f"/team/circles/members/{number}/end/"
    assert out in sam.get(theirs).content.decode()
    for other in (live_cast.theo, live_cast.maya, live_cast.omar, live_cast.priya):
        assert live_cast.browser(other).post(out, {"why": why}).status_code == 404
    refused = sam.post(out, {"why": "", "hide": "on"})
    assert refused.status_code == 422 and " open>" in refused.content.decode()
    for _time in range(2):
        assert sam.post(out, {"why": why, "hide": "on"})["Location"] == theirs
    assert f"by Sam R.: {why}" in sam.get(theirs).content.decode()
    shown = maya.get(mine).content.decode()
    assert why not in shown and "I know where" not in shown and "0 others see only that name" in shown
    assert "You are not in this circle any more." in omar.get("/me/messages/").content.decode()
    told = omar.post(mine, {"key": uuid4(), "words": "I was writing this."})
    page = told.content.decode()
    for words in (
        why,
        "Sam looks after it",
        "talk about it with your team",
        "/help/",
        "cannot read what you wrote",
        "I was writing this.",
    ):
        assert words in page, words
    assert told.status_code == 422 and CircleMessage.objects.count() == 1 and "Blue Heron" not in page
    assert (
        omar.get(mine).status_code == 200 and omar.post(f"{mine}name/", {"alias": "Otter"}).status_code == 404
    )
    assert omar.post(f"{mine}read/")["Location"] == "/me/messages/"
    assert omar.get(mine).status_code == 404 and maya.post(f"{mine}read/").status_code == 404
    assert "Evenings" not in omar.get("/me/messages/").content.decode()
    sam.post(f"{theirs}invitations/", {"who": live_cast.omar.pk})
    assert "You were in it before, as Otter." in omar.get(mine).content.decode()
