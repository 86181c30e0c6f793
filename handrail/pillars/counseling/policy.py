"""Who may write, sign, add to and read notes."""

from __future__ import annotations

from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import decide, may
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.pillars.counseling.models import Note
from handrail.pillars.counseling.models.notes import RESOURCE

APART = "sud_counseling_notes"


def may_read(act: Act, person: Person) -> bool:
    """The notes themselves: not the summary of risk that some roles read in an emergency."""
    decision = decide(act, RESOURCE, person)
    return decision.allowed and decision.fields == "full"


def may_begin(act: Act, person: Person) -> bool:
    """Write a note about them: as an author, while one reads their notes."""
    own = About(author=act.actor.pk if act.actor else None)
    return act.actor != person and may_read(act, person) and may(act, RESOURCE, person, "write", own)


def may_change(act: Act, note: Note) -> bool:
    """Only the author."""
    return note.author == act.actor and may_begin(act, note.person)


def may_cosign(act: Act, note: Note) -> bool:
    """A supervisor of the programme, never of a note of their own."""
    decision = decide(act, RESOURCE, note.person, "append")
    return decision.allowed and decision.role == Role.SUPERVISOR and note.author != act.actor


def may_keep_apart(act: Act, person: Person) -> bool:
    """Write, or read again, a note kept apart: in a role that has any, about somebody whose notes one reads."""
    own = About(author=act.actor.pk if act.actor else None)
    assigned = decide(act, RESOURCE, person).basis != "emergency"
    return (
        assigned and may_read(act, person) and may(act, APART, person, "write", own) and act.actor != person
    )
