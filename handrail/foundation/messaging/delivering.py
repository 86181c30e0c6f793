"""One turn of the sender: take what is due, hand it to the carriers, write down what they said."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.actions.sending import (
    AT_ONCE,
    Files,
    Holds,
    Parcel,
    all_hold,
    lease_due,
    no_files,
    record_answers,
)
from handrail.foundation.messaging.senders import hand

HANDS = 8


def send_due(*, act: Act, holds: Holds = all_hold, files: Files = no_files, at_once: int = AT_ONCE) -> int:
    """Send what is due now for up to `at_once` people; returns how many messages went to a carrier."""
    parcels = lease_due(act=act, holds=holds, files=files, at_once=at_once)
    if parcels:
        record_answers(parcels, handed(parcels), act=act)
    return len(parcels)


def handed(parcels: Sequence[Parcel]) -> dict[int, str]:
    """Hand each over; a carrier that hangs keeps the others from nothing but its own thread."""
    with ThreadPoolExecutor(max_workers=HANDS) as hands:
        return dict(hands.map(_hand, parcels))


def _hand(parcel: Parcel) -> tuple[int, str]:
    key, channel = f"ping-{parcel.ping.pk}", parcel.ping.channel
    return parcel.ping.pk, hand(channel, parcel.address, parcel.words, key, parcel.calendar)
