"""Who carries what was handed over: a floor above says so, once, at start."""

from __future__ import annotations

from collections.abc import Callable

from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.models import Disclosure, Recipient


class NotCarried(RuntimeError):
    """The carrier could not take it: it is tried again."""


#: Takes what may go and the recipient; raises NotCarried or an OSError (SMTP, network) when it could not.
Carrier = Callable[[HandedOver, Recipient], None]

_carriers: dict[str, Carrier] = {}


def carried_by(how: Disclosure.How, carrier: Carrier | None) -> None:
    """From now on `carrier` takes what goes this way; None: nobody does."""
    _carriers.pop(how, None)
    if carrier is not None:
        _carriers[how] = carrier


def carrier_of(how: str) -> Carrier | None:
    """Who carries what goes this way, or nobody."""
    return _carriers.get(how)
