"""An address takes no mail any more, a number is somebody else's: nothing goes there, and somebody who works here is told."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from handrail.continuum.tests.test_texting import bring, cast
from handrail.continuum.watch.models import Gap
from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import InboundText, Permission, Ping, Reminder
from handrail.foundation.messaging.tests.conftest import NUMBER, permit, texts
from handrail.foundation.messaging.tests.test_mail import mailbox
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
    consent.end_way(by_mail.point, act=cast.act(cast.lena, at=timezone.now()))
    deliver_due(timezone.now())
    assert not told(cast.maya)


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
