"""Mail goes to a real server: what Maya gets says nothing, and what the server says of it is kept."""

from __future__ import annotations

import socket
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import Reminder
from handrail.foundation.messaging.senders import hand


class Mailbox:
    """Keeps what came, and says what it is told to say."""

    def __init__(self) -> None:
        self.came, self.answer = [], "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, _session, envelope):
        self.came.append((envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 5
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    box = Mailbox()
    server = Controller(box, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT, ready_timeout=10)
    server.start()
    yield box
    server.stop()


def test_a_reminder_reaches_a_mail_server_and_says_nothing_on_the_way(cast, permit, settings, request):
    permit(cast.maya, "email", "maya@example.org")
    assert len(mail.outbox) == 1
    mailbox = request.getfixturevalue("mailbox")
    morning = cast.now.replace(hour=10) + timedelta(days=1)
    for day, answer in enumerate(("250 OK", "550 No such person")):
        at, mailbox.answer = morning + timedelta(days=day), answer
        messaging.remind(
            [Wanted(cast.maya.pk, Kind.SCALE, f"{day}", at, at + timedelta(hours=9))],
            act=cast.act(None, at=at),
        )
        assert send_due(act=cast.act(None, at=at)) == 1
    assert list(Reminder.objects.order_by("pk").values_list("status", flat=True)) == ["accepted", "refused"]
    [(sender, to, came)] = mailbox.came
    assert (sender, to) == (settings.DEFAULT_FROM_EMAIL, ["maya@example.org"])
    assert came["Auto-Submitted"] == "auto-generated"
    assert (came["Subject"], came["To"]) == ("You have a message", "maya@example.org")
    assert came.get_payload().split() == ["You", "have", "a", "message", "You", "have", "a", "note."]
    assert "Maya" not in came.as_string() and not came.is_multipart()


def test_a_server_that_is_not_there_may_have_taken_it(mailbox, settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        assert hand("email", "maya@example.org", "You have a message", "1") == "unknown"
    assert not mailbox.came
