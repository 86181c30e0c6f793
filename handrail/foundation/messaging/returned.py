"""What a mail server says of a mail that it could not deliver (RFC 3464): a file in, what it means out.

Anybody can send to the address that mail comes back to. What is no such report, or of no mail of ours, means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from itertools import islice

from handrail.foundation.messaging.mail_names import key_in

#: Our mails are short, so what comes back is; what is longer is not read at all.
MOST_BYTES = 256_000
#: So many parts and blocks of a report are looked at.
MOST_PARTS = 30
CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
#: The address is wrong, and it is not the sender's, as in 5.1.7 and 5.1.8 (RFC 3463, 3.2).
NOBODY_THERE = re.compile(r"5\.1\.(?![78]$)\d+")
TO = ("delivered-to", "x-original-to", "envelope-to", "to")


@dataclass(frozen=True, slots=True)
class Returned:
    """`key` is the mail's, `code` the server's (RFC 3463): of the address for `gone`, else full, forbidden or too late."""

    key: str
    code: str

    @property
    def gone(self) -> bool:
        """Whether nobody is at that address, now or later."""
        return bool(NOBODY_THERE.fullmatch(self.code))


def read(content: bytes) -> Returned | None:
    """What came back, and why; None when this says of no mail of ours that it did not arrive.

    Also None for what is still tried (`delayed`), arrived, or was written by a person or an answering machine.
    """
    if len(content) > MOST_BYTES:
        return None
    report = message_from_bytes(content)
    if report.get_content_type() != "multipart/report" or not report.is_multipart():
        return None
    parts = list(islice(report.walk(), MOST_PARTS))
    code = next((code for part in parts for code in _failures(part)), "")
    key = key_in(_addressed_to(report)) or next(filter(None, map(_named_in, parts)), None)
    return Returned(key, code) if key and code else None


def _failures(part: Message) -> Iterator[str]:
    """The codes of what failed, as a part of the kind message/delivery-status tells them."""
    if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
        return
    for block in islice(part.get_payload(), MOST_PARTS):
        if isinstance(block, Message) and str(block.get("action", "")).strip().lower() == "failed":
            yield _code(block)


def _code(block: Message) -> str:
    """Its Status; where that says nothing (5.0.0) what the server answered, as long as both are of one kind."""
    status = CODE.search(str(block.get("status", ""))[:200])
    if status is None:
        return "5.0.0"
    said = CODE.search(str(block.get("diagnostic-code", ""))[:1000])
    vague = status[2] == status[3] == "0"
    return said[0] if vague and said and said[1] == status[1] else status[0]


def _addressed_to(report: Message) -> str:
    return " ".join(str(value)[:300] for name in TO for value in report.get_all(name, [])[:3])


def _named_in(part: Message) -> str | None:
    """From the head of our mail, which came back whole (message/rfc822) or alone (text/rfc822-headers)."""
    if part.get_content_type() == "text/rfc822-headers":
        words = part.get_payload(decode=True)
        return _named_in_head(message_from_bytes(words)) if isinstance(words, bytes) else None
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    return _named_in_head(inner[0]) if isinstance(inner, list) and isinstance(inner[0], Message) else None


def _named_in_head(mail: Message) -> str | None:
    return key_in(str(mail.get("message-id", ""))[:300])
