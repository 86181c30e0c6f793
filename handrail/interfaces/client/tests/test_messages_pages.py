"""Maya writes to her team on her phone, Priya answers; each sees it, and who reads and when stands beside the box."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.continuum import reminding
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.models import Conversation, Message, Permission, Reminder
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.client.frame import owner_word

WORDS = "I can’t do this today 😔 שלום"


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


@pytest.fixture
def priya(live_cast):
    return live_cast.browser(live_cast.priya)


def opened(maya, to="team") -> str:
    return maya.post("/me/messages/", {"to": to})["Location"]


def test_maya_writes_priya_answers_and_each_reads_it(live_cast, maya, priya):
    there = opened(maya)
    page = maya.get(there).content.decode()
    assert (
        "Priya, Sam, Lena and Ada usually answer Monday to Friday, 9:00 am to 5:00 pm." in page
        and "/help/" in page
    )
    assert maya.post(there, {"key": uuid4(), "words": WORDS})["Location"] == there
    inbox = priya.get("/team/messages/").content.decode()
    assert "Maya P." in inbox and "waits for an answer" in inbox and "New" in inbox and "5:00 pm" in inbox
    talk = Conversation.objects.get()
    shown = priya.get(f"/team/messages/{talk.pk}/").content.decode()
    assert (
        WORDS in shown and "These words may matter: cant do this." in shown and "voicemail" in shown.lower()
    )
    assert Viewing.objects.filter(viewer=live_cast.priya, resource="messages").exists()
    priya.post(f"/team/messages/{talk.pk}/", {"key": uuid4(), "words": "I am here. Call me at noon?"})
    assert "Something new" in maya.get("/me/team/").content.decode()
    assert "I am here. Call me at noon?" in maya.get(there).content.decode()
    assert "Something new" not in maya.get("/me/team/").content.decode()
    assert "These words may matter" not in maya.get(there).content.decode()
    priya.post(f"/team/messages/{talk.pk}/", {"key": uuid4(), "words": "The clinic for addicts is closed."})
    hint = 'Words to think about: <u class="wavy">addicts</u>'
    assert hint in " ".join(priya.get(f"/team/messages/{talk.pk}/").content.decode().split())
    sams = live_cast.browser(live_cast.sam).get(f"/team/messages/{talk.pk}/").content.decode()
    assert "for addicts" in sams and "Words to think about" not in sams + maya.get(there).content.decode()


def test_a_phone_without_signal_keeps_it_and_sends_it_once(live_cast, maya):
    there, sent = opened(maya), {"key": uuid4(), "words": WORDS}
    headers = {"Accept": "application/json", "X-Outbox-Owner": owner_word(live_cast.maya)}
    answers = [maya.post(there, sent, headers=headers) for _time in range(2)]
    assert [one.status_code for one in answers] == [201, 201] and answers[0].json()["next"] == there
    assert Message.objects.count() == 1
    assert maya.post(there, sent, headers=headers | {"X-Outbox-Owner": "another"}).status_code == 403
    refused = maya.post(there, {"key": uuid4(), "words": ""}, headers=headers)
    assert refused.status_code == 422 and refused.json()["message"]


@pytest.mark.parametrize("words", ["", "   ", "m" * 4001, "m" * 1_048_576, "a\x00b"])
def test_what_cannot_be_sent_is_given_back_as_it_was_typed(maya, words):
    there = opened(maya)
    answer = maya.post(there, {"key": uuid4(), "words": words})
    assert answer.status_code == 422 and not Message.objects.exists()
    assert words.replace("\x00", "").strip() in answer.content.decode()


def test_nobody_else_reads_or_writes_there(live_cast, maya):
    there = opened(maya)
    maya.post(there, {"key": uuid4(), "words": WORDS})
    talk = Conversation.objects.get()
    for other in (live_cast.theo, live_cast.ravi, live_cast.omar):
        browser = live_cast.browser(other)
        assert browser.get(f"/team/messages/{talk.pk}/").status_code == 404
        assert browser.get(there).status_code == 404
        assert browser.post(there, {"key": uuid4(), "words": "Hi"}).status_code == 404
    assert maya.post("/me/messages/", {"to": live_cast.theo.pk}).status_code == 404
    assert WORDS not in live_cast.browser(live_cast.theo).get("/team/messages/").content.decode()


def test_priya_begins_says_when_she_answers_and_who_reads_while_she_is_away(live_cast, maya, priya):
    assert priya.post(f"/team/people/{live_cast.maya.pk}/messages/", {"to": "me"})["Location"].startswith(
        "/team/messages/"
    )
    assert (
        priya.post(
            "/team/messages/hours/", {"days": ["0"], "from_time": "13:00", "until_time": "12:00"}
        ).status_code
        == 422
    )
    priya.post("/team/messages/hours/", {"days": ["0", "2"], "from_time": "12:00", "until_time": "13:00"})
    assert (
        "Priya usually answers Monday and Wednesday, 12:00 pm to 1:00 pm."
        in maya.get("/me/messages/").content.decode()
    )
    now = timezone.now()
    messaging.set_away(
        live_cast.sam, now, now + timedelta(days=3), act=live_cast.act(live_cast.priya, at=now)
    )
    assert "Sam reads this meanwhile." in maya.get("/me/messages/").content.decode()
    assert "You are away." in priya.get("/team/messages/").content.decode()
    priya.post("/team/messages/back/")
    assert "Sam reads this meanwhile." not in maya.get("/me/messages/").content.decode()


def test_what_sam_did_not_answer_before_he_left_is_not_lost(live_cast, maya, priya):
    there = opened(maya, live_cast.sam.pk)
    maya.post(there, {"key": uuid4(), "words": WORDS})
    assert "left before they could answer" not in maya.get(there).content.decode()
    for care in CareRelationship.objects.filter(person=live_cast.maya, worker=live_cast.sam, until_at=None):
        teams.end_care(care, act=live_cast.act(None))
    page = maya.get(there).content.decode()
    assert "Sam R. left before they could answer you." in page and "<textarea" not in page
    assert opened(maya) != there
    deliver_due(timezone.now())
    page = maya.get(there).content.decode()
    assert "Sam no longer works with you. Priya reads this now." in page and "<textarea" in page
    assert "Priya reads this now." in maya.get("/me/messages/").content.decode()
    answering = f"/team/messages/{there.rstrip('/').rpartition('/')[2]}/"
    shown = priya.get(answering).content.decode()
    assert "Sam R. no longer works with this person." in shown and WORDS in shown
    assert priya.post(answering, {"key": uuid4(), "words": "Priya here."}).status_code == 302
    assert "Priya here." in maya.get(there).content.decode()


def test_a_cover_who_cannot_read_it_is_never_said_to(live_cast, maya):
    now = timezone.now()
    act = live_cast.act(live_cast.sam, at=now)
    messaging.set_away(live_cast.theo, now, now + timedelta(days=3), act=act)
    assert "Priya reads this meanwhile." in maya.get("/me/messages/").content.decode()
    page = maya.get(opened(maya, live_cast.sam.pk)).content.decode()
    assert "Sam is away. Priya reads this meanwhile." in page and "Theo" not in page


def test_a_note_goes_out_when_what_the_team_wrote_was_not_read_after_a_while(live_cast):
    now = timezone.now()
    point = ContactPoint.objects.create(
        person=live_cast.maya, system="sms", value="+15555550111", safety="safe"
    )
    Permission.objects.create(
        person=live_cast.maya, point=point, mark="m", wording="w", language="en", asked_at=now, agreed_at=now
    )
    talk = messaging.open_conversation(live_cast.maya, None, act=live_cast.act(live_cast.maya))
    for words in ("One", "Two"):
        made = messaging.write(talk, words, key=uuid4(), act=live_cast.act(live_cast.priya, at=now))
        deliver_due(timezone.now())
        if words == "One":
            messaging.mark_read(talk, made, act=live_cast.act(live_cast.maya))
    waiting = list(Reminder.objects.filter(kind=Kind.MESSAGE).order_by("pk"))
    assert len(waiting) == 2 and reminding.still_hold(waiting, now) == {waiting[1].pk}
