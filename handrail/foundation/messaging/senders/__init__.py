"""Carriers: each takes an address and content-free words, and says what became of them. Nothing is looked up here."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from handrail.foundation.messaging.senders import email, push, sms

log = structlog.get_logger("senders")

#: Channel -> hand(address, words, key) -> `accepted`, `refused`, or `unknown`: it did not say, so it may have gone
#: out; `gone` too, when there is no such browser or mailbox any more, and mail `later`, when the server said not now. `key` names this attempt to a carrier that knows doubles by it.
#: Whoever sends calls `hand`.
CHANNELS: dict[str, Callable[[str, str, str], str]] = {
    "sms": sms.hand,
    "email": email.hand,
    "push": push.hand,
}


def hand(channel: str, address: str, words: str, key: str, calendar: bytes = b"") -> str:
    """Hand words to a carrier; one that breaks in a way of its own has not said, and stops no other message.

    Only mail takes a calendar file with it.
    """
    try:
        if calendar and channel == "email":
            return email.hand(address, words, key, calendar)
        return CHANNELS[channel](address, words, key)
    except Exception as trouble:  # noqa: BLE001 - said; what a carrier does stops no other message
        log.error("carrier_troubled", kind=channel, trouble=type(trouble).__name__)
        return "unknown"
