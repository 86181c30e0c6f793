"""Mail, by SMTP."""

from __future__ import annotations

import smtplib

from django.core.mail import EmailMessage


def hand(address: str, words: str, key: str, calendar: bytes = b"") -> str:
    """`accepted` once the mail server took it; `key` stands in Message-ID's place for a server that knows doubles.

    `calendar` is a file of times and nothing else (`scheduling.calendars`).
    """
    mail = EmailMessage(
        words.partition("\n")[0][:78], words, None, [address], headers={"X-Entity-Ref-ID": key}
    )
    if calendar:
        mail.attach("time.ics", calendar, "text/calendar")
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException):
        return "refused"
    except (smtplib.SMTPException, OSError):
        return "unknown"
    return "accepted"
