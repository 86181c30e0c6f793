"""An address takes no mail any more, a number is somebody else's: nothing goes there, and somebody who works here is told."""

from __future__ import annotations

from datetime import time, timedelta
from mailbox import Maildir
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.continuum.tests.test_texting import bring, cast
from handrail.continuum.watch.models import Gap
from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.coming_back import take_returned
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import ChosenPace, InboundText, Permission, Ping, Reminder
from handrail.foundation.messaging.queries import ways_of
from handrail.foundation.messaging.tests.conftest import NUMBER, permit, texts
from handrail.foundation.messaging.tests.test_mail import mailbox
from handrail.foundation.messaging.tests.test_returned import report
from handrail.foundation.people.models import ContactPoint

__all__ = ["cast", "mailbox", "permit", "texts"]


def told(person):
    return list(Gap.objects.open().filter(person=person, kind="lost_way"))


def test_mail_that_is_refused_marks_the_address_tells_somebody_and_the_note_goes_by_text(
    cast, permit, texts, request
):
    """F19: only an address of nobody is marked; a full mailbox is not, and *not now* waits."""
    now = timezone.now()
    by_mail = permit(cast.maya, "email", "maya@example.org", at=now)
    permit(cast.maya, at=now)
    pace = {"per_day": 1, "at": time(10), "quiet": (time(3), time(3)), "kinds": ["message"], "first": "email"}
    messaging.choose_pace(cast.maya, **pace, act=cast.act(cast.maya))
    box, sent = request.getfixturevalue("mailbox"), len(texts())
    wanted = Wanted(cast.maya.pk, Kind.MESSAGE, "1", now, now + timedelta(hours=4))
    messaging.remind([wanted], act=cast.act(None, at=now))
    for answer, status in (
        ("451 4.2.1 Not now", "waiting"), ("552 5.2.2 Mailbox full", "refused"), ("550 5.7.1 Not allowed", "refused"),
        ("550 5.1.1 No such person", "waiting"),
    ):  # fmt: skip
        box.answer = answer
        Ping.objects.update(place=None)
        Reminder.objects.update(status="waiting", due_at=now, ping=None)
        assert send_due(act=cast.act(None, at=now)) == 1
        assert Reminder.objects.get().status == status, answer
        by_mail.refresh_from_db()
        assert (by_mail.ended_how == "gone") is ("5.1.1" in answer)
    assert send_due(act=cast.act(None, at=now)) == 1
    assert Reminder.objects.get().status == "accepted" and not box.came
    assert texts()[sent:] == [(NUMBER, "You have a note.")] and Ping.objects.exclude(place=None).count() == 1
    deliver_due(timezone.now())
    (gap,) = told(cast.maya)
    assert gap.row == by_mail.pk and gap.owner in {cast.lena, cast.priya}
    assert "maya@example.org" not in str(gap)
    reach = cast.browser(cast.lena).get(reverse("staff:reach", args=[cast.maya.pk]))
    assert "Mail to this address came back on" in reach.content.decode()
    consent.end_way(by_mail.point, act=cast.act(cast.lena, at=timezone.now()))
    deliver_due(timezone.now())
    assert not told(cast.maya)


@pytest.fixture
def returned(cast, permit, texts, settings, tmp_path, request):
    """Maya's notes go by mail first; what a real server took comes back into a real Maildir when a test says why."""
    settings.RETURN_ADDRESS, settings.RETURNED_MAIL = "back+@notes.example.org", str(tmp_path / "back")
    shelf, now = Maildir(tmp_path / "back"), timezone.now()
    by_mail = permit(cast.maya, "email", "maya@example.org", at=now)
    permit(cast.maya, at=now)
    pace = {"per_day": 1, "at": time(10), "quiet": (time(3), time(3)), "kinds": ["message"], "first": "email"}
    messaging.choose_pace(cast.maya, **pace, act=cast.act(cast.maya))
    box = request.getfixturevalue("mailbox")
    wanted = Wanted(cast.maya.pk, Kind.MESSAGE, "1", now, now + timedelta(hours=4))
    messaging.remind([wanted], act=cast.act(None, at=now))
    assert send_due(act=cast.act(None, at=now)) == 1 and Reminder.objects.get().status == "accepted"
    [(envelope, _to, came)] = box.came
    assert came["From"] == settings.DEFAULT_FROM_EMAIL and "maya" not in envelope + came["Message-ID"]
    return SimpleNamespace(
        by_mail=by_mail, shelf=shelf, come=lambda code: shelf.add(report(code, to=envelope, name="<1@elsewhere>")),
        turn=lambda: take_returned(Path(settings.RETURNED_MAIL), act=cast.act(None, at=timezone.now())),
    )  # fmt: skip


def test_mail_that_comes_back_later_tells_somebody_and_the_note_goes_by_text(cast, returned, texts):
    """F19: a server took it first. Nobody else's mail is touched, and told twice it is known."""
    sent = len(texts())
    for mail in (
        b"I need help, can you call me?",
        report(name="<ping-1.00000000000000000000@x>"),
        b"\xff" * 300,
    ):
        returned.shelf.add(mail)
    (Path(returned.shelf._path) / "new" / "link").symlink_to("/etc/passwd")
    assert returned.turn() == {"other": 4} and len(returned.shelf) == 4
    returned.come("5.1.1")
    returned.come("5.1.1")
    assert returned.turn() == {"gone": 1, "known": 1} and len(returned.shelf) == 4
    returned.by_mail.refresh_from_db()
    assert returned.by_mail.ended_how == "gone"
    assert send_due(act=cast.act(None, at=timezone.now())) == 1
    assert texts()[sent:] == [(NUMBER, "You have a note.")]
    assert Ping.objects.exclude(place=None).count() == 1, "what came back took no place in the day"
    deliver_due(timezone.now())
    (gap,) = told(cast.maya)
    assert gap.row == returned.by_mail.pk and "maya@example.org" not in str(gap)
    lena, theo = cast.browser(cast.lena), cast.browser(cast.theo)
    reach = reverse("staff:reach", args=[cast.maya.pk])
    assert "Mail to this address came back on" in lena.get(reach).content.decode()
    assert theo.get(reach).status_code == 404
    assert "came back" in cast.browser(cast.maya).get(reverse("client:reminders")).content.decode()


def test_a_full_mailbox_is_left_alone_for_a_day_and_stays_theirs(cast, returned, texts):
    sent = len(texts())
    returned.come("5.2.2")
    assert returned.turn() == {"refused": 1}
    now = timezone.now()
    assert send_due(act=cast.act(None, at=now)) == 1 and len(texts()) == sent + 1
    deliver_due(timezone.now())
    assert not told(cast.maya) and Permission.objects.get(pk=returned.by_mail.pk).holds
    people, paces = {cast.maya.pk: cast.maya}, {one.person_id: one for one in ChosenPace.objects.all()}
    for later, first in ((timedelta(hours=20), "sms"), (timedelta(hours=30), "email")):
        ways = ways_of(people, paces, now + later)[cast.maya.pk]
        assert ways[0][0].channel == first
    assert Ping.objects.get(channel="email").code == "5.2.2"


def test_a_wrong_person_hears_nothing_more_and_somebody_is_told(cast, permit, texts):
    """F56: whoever has her number now."""
    given = permit(cast.maya, at=timezone.now())
    before = len(texts())
    bring("Sorry, you have the wrong number. Who is this?")
    given.refresh_from_db()
    assert given.ended_how == "wrong" and given.point is not None
    assert ContactPoint.objects.get(pk=given.point_id).safety == "unsafe"
    assert texts()[before:] == [(NUMBER, "No more notes come to this number.")]
    (gap,) = told(cast.maya)
    assert gap.row == given.pk
    came = InboundText.objects.get()
    assert came.reads == ["wrong"] and came.seen_at is None
    priya, theo = cast.browser(cast.priya), cast.browser(cast.theo)
    assert "Who is this?" in priya.get("/team/texts/").content.decode()
    assert "does not lead to them" in priya.get("/team/gaps/").content.decode()
    assert "does not lead to them" not in theo.get("/team/gaps/").content.decode()
    bring("hello??", sid="SM00000002")
    assert len(texts()) == before + 1 and not Permission.objects.holding().exists()
