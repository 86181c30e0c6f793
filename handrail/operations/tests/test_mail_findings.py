"""Doctor says whether mail that comes back is read; nobody has to have it read."""

from __future__ import annotations

import os
from mailbox import Maildir

from django.utils import timezone
from structlog.testing import capture_logs

from handrail.foundation.ledger.act import Act
from handrail.operations.mail_findings import READ_WITHIN, returned_mail
from handrail.operations.reminder_loop import Sender


def test_it_may_be_left_unread_and_what_is_half_set_up_is_told(settings, tmp_path):
    act = Act(actor=None, at=timezone.now(), via="test")
    settings.RETURNED_MAIL = settings.RETURN_ADDRESS = ""
    with capture_logs() as said:
        Sender._take_returned(act)
    found = returned_mail()
    assert found.well and "not read" in found.says and not said
    settings.RETURNED_MAIL = str(tmp_path / "back")
    with capture_logs() as said:
        Sender._take_returned(act)
    assert [one["event"] for one in said] == ["returned_mail_unread"], (
        "said, and no reminder is stopped by it"
    )
    assert not returned_mail().well
    shelf = Maildir(tmp_path / "back")
    assert "HANDRAIL_RETURN_ADDRESS" in returned_mail().says
    settings.RETURN_ADDRESS = "back+@notes.example.org"
    assert returned_mail().well
    old = tmp_path / "back" / "new" / shelf.add(b"x")
    os.utime(old, (0, old.stat().st_mtime - READ_WITHIN - 1))
    assert returned_mail().says == "1 mails wait"
