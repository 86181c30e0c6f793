"""Every change that can happen in consent, each noun in a file of its own."""

from handrail.foundation.consent.actions.sharing import (
    UnknownResource,
    grant,
    set_contact_safety,
    withdraw,
)

__all__ = ["UnknownResource", "grant", "set_contact_safety", "withdraw"]
