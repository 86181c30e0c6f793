"""Mail, by SMTP."""

from __future__ import annotations

import re
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from handrail.foundation.messaging.mail_names import message_id, sender

#: At RCPT: no such mailbox here, moved, or no such name (RFC 5321, 4.2.3).
NOBODY_THERE = {550, 551, 553}
#: An enhanced code that says something else than a bad address: full, too large, forbidden (RFC 3463, 3.2).
OTHERWISE = re.compile(rb"5\.(?!1\.)\d+\.")


def hand(address: str, words: str, key: str, calendar: bytes = b"") -> str:
    """`accepted` once the mail server took it, `gone` when there is nobody at that address, `later` when it said not
    now; else `refused`, or `unknown` when it did not say. `key` stands in Message-ID's place for a server that knows
    doubles; `calendar` is a file of times and nothing else (`scheduling.calendars`).
    """
    # Answering machines leave alone what a machine sent (RFC 3834).
    named = {
        "X-Entity-Ref-ID": key,
        "Message-ID": message_id(key),
        "Auto-Submitted": "auto-generated",
    }
    # What comes back goes to the address that is read for it; what somebody answers to the one that they see.
    back = sender(key) if settings.RETURN_ADDRESS else None
    if back:
        named["From"] = settings.DEFAULT_FROM_EMAIL
    mail = EmailMessage(words.partition("\n")[0][:78], words, back, [address], headers=named)
    if calendar:
        mail.attach("time.ics", calendar, "text/calendar")
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        return _why(*next(iter(refused.recipients.values())))
    except smtplib.SMTPResponseException as refused:
        return "later" if refused.smtp_code < 500 else "refused"
    except (smtplib.SMTPException, OSError):
        return "unknown"
    return "accepted"


def _why(code: int, words: bytes) -> str:
    if code < 500:
        return "later"
    return "gone" if code in NOBODY_THERE and not OTHERWISE.match(words) else "refused"
