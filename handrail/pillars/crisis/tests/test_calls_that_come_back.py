"""Noor's mailbox is not there any more: whoever plans who is on call reads it, before it is needed again."""

from __future__ import annotations

from datetime import timedelta
from mailbox import Maildir

from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.coming_back import take_returned
from handrail.foundation.messaging.tests.test_returned import report
from handrail.operations.crisis_findings import mailboxes
from handrail.operations.reminder_loop import TAKERS
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.ladder import without_mailbox
from handrail.pillars.crisis.models import Page


def said(desk):
    """What Ravi reads on Today and on the page of who is on call, and whether the doctor is content."""
    ravi = desk.browser(desk.ravi)
    pages = [ravi.get(reverse(f"staff:{name}")).content.decode() for name in ("today", "on_call")]
    with connection.cursor() as cursor:
        return ["come back: Noor A." in pages[0], "Nobody is at the mail address of:</strong> Noor A." in pages[1], mailboxes(cursor).well]  # fmt: skip


def test_a_call_by_mail_that_comes_back_is_said_to_ravi_and_by_the_doctor(desk, alert, monkeypatch, tmp_path):
    monkeypatch.setattr(pager, "database_clock", lambda: desk.now)
    assert pager.page_due().pages == 2
    Page.objects.update(at=timezone.now())
    assert said(desk) == [False, False, True]
    page, shelf = Page.objects.get(channel="email"), Maildir(tmp_path / "back")
    name = mail.outbox[0].extra_headers["Message-ID"]
    for came in (
        report("5.2.2", name=f"<page-{page.pk}.00000000000000000000@x>"),
        report(name=name),
        report(name=name),
    ):
        shelf.add(came)
    told = take_returned(tmp_path / "back", act=desk.act(None, timezone.now()), takers=TAKERS)
    assert told == {"other": 1, "gone": 1, "known": 1}
    page.refresh_from_db()
    assert page.status == "gone" and said(desk) == [True, True, False]
    entry = Entry.objects.get(kind="crisis.call.came_back")
    assert (entry.person, entry.facts) == (None, {"worker": desk.noor.pk, "status": "gone"})
    later = timezone.now() + timedelta(seconds=1)
    Page.objects.create(
        alert=alert, step=2, attempt=1, to=desk.noor, channel="email", status="accepted", at=later
    )
    assert not without_mailbox([desk.noor], later) and said(desk) == [False, False, True]
