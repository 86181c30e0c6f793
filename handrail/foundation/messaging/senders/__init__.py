"""Carriers: each takes an address and content-free words, and says what became of them. Nothing is looked up here."""

from __future__ import annotations

from collections.abc import Callable

from handrail.foundation.messaging.senders import email, sms

#: Channel -> hand(address, words, key) -> `accepted`, `refused`, or `unknown`: it did not say, so it may have gone
#: out. `key` names this attempt to a carrier that knows doubles by it.
CHANNELS: dict[str, Callable[[str, str, str], str]] = {"sms": sms.hand, "email": email.hand}
