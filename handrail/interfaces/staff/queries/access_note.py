"""What somebody needs to take part, where a time with them is booked."""

from __future__ import annotations

from handrail.foundation.consent.actions import HOLD_ACCESS_NEEDS
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import Person, access_needs_of
from handrail.interfaces.need_words import access_in_lines


def access_note(person: Person, act: Act) -> list[str]:
    """Its lines, and a note of who read them; none where nothing is needed, or the reader's role does not read it."""
    seen = decide(act, "demographics", person)
    found = access_needs_of(person) if seen.fields in HOLD_ACCESS_NEEDS else None
    if found is None or found.nothing_needed:
        return []
    record_viewing(person, "demographics", seen.basis, act=act)
    return access_in_lines(found)
