"""A text that asks for help calls a human at once, by the same ladder as the button does."""

from __future__ import annotations

from uuid import UUID, uuid5

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.models import InboundText
from handrail.pillars.crisis import actions as crisis

#: Names a request by the text that made it: done again it is the same request.
SPACE = UUID("6f7a3c0e-51b6-4b53-9a56-0c1d5a0f5d11")


def call_somebody(entry: Entry, act: Act) -> None:
    """Raise the alert: for the person whose number it is, else with the number to call back."""
    assert entry.subject is not None
    came = InboundText.objects.select_related("person").get(pk=entry.subject)
    if InboundText.Reads.ASKS not in came.reads:
        return
    asked = Act(actor=came.person, at=act.at, via="text")
    crisis.ask_for_help(
        came.person, key=uuid5(SPACE, str(came.pk)), words=came.words, callback=came.number, act=asked
    )
