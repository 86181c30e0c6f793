"""The lanes of one timeline: what each is called, and which lane an entry belongs to."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import STRANDS, Role

ORDER = ("counsel", "peer", "case", "crisis", "self")
#: Lanes of work done with the person; the person's own entries are the fifth.
WORK = ORDER[:4]
#: Where an entry belongs that says nothing of whose work it was.
NEUTRAL = "other"

#: Where an entry of a pillar belongs that names no strand itself.
PILLARS = {
    "counseling": "counsel",
    "peer_support": "peer",
    "case_management": "case",
    "crisis": "crisis",
}


#: What each is called. Only the one that is asked for is translated: every line of a story asks.
WORDS = {
    "counsel": gettext_noop("Counseling"),
    "peer": gettext_noop("Peer"),
    "case": gettext_noop("Case management"),
    "crisis": gettext_noop("Crisis"),
    NEUTRAL: gettext_noop("Also recorded"),
}


def words_of(strand: str, person: Person | None = None) -> str:
    """What a strand is called; the person's own goes by their name."""
    if strand == "self" and person is not None:
        return person.preferred_name
    return _(WORDS[strand]) if strand in WORDS else _("The person")


def roles_in(strand: str) -> list[str]:
    """The roles whose work belongs to this strand."""
    return [role.value for role, lane in STRANDS.items() if lane == strand]


def strand_of(entry: Entry) -> str:
    """The strand an entry names, else that of the role it names, else that of its pillar, else the neutral one."""
    named = entry.facts.get("strand")
    if named in ORDER:
        return str(named)
    role = entry.facts.get("role")
    if role in Role.values:
        return STRANDS.get(Role(role), "counsel")
    return PILLARS.get(entry.kind.split(".")[0], NEUTRAL)
