"""Which look at a record asks for a word of explanation. A rule of the house: values in, answer out.

Sources: the access matrix refuses what is not listed (`default`) and opens the record of somebody in a covered
programme to whoever works inside it *and needs it for the service* (`part2: inside`, 42 CFR 2.12(c)(3)). So a look
that nothing opened is unexplained, and so is one that a role alone opened when nothing that day asked for it. What
the person chose, an agreed packet, a case and an emergency carry their own reason and their own review.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: The rules of the matrix that open everybody of a programme: with them alone a need is still to be shown.
BY_ROLE_ALONE = frozenset({"programme"})


class Why(StrEnum):
    """Why a look is unexplained."""

    CLOSED = "closed"
    ENDED = "ended"
    ROLE_ALONE = "role_alone"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one look. `rule` opened it at its moment; "" when nothing did.

    `ended`: a membership or an enrolment ended that day, so that what opened it earlier no longer stands there.
    `cares`: a care relationship then. `tied`: asked about the person, responsible for a step of theirs, or meeting
    them. `acted`: wrote something in their record that day. `waits`: something of theirs was open for the role.
    """

    rule: str
    ended: bool = False
    cares: bool = False
    tied: bool = False
    acted: bool = False
    waits: bool = False


def why_unexplained(look: Look) -> Why | None:
    """None when the look explains itself."""
    needed = look.cares or look.tied or look.acted
    if not look.rule:
        if not look.ended:
            return Why.CLOSED
        return None if needed else Why.ENDED
    if look.rule in BY_ROLE_ALONE and not (needed or look.waits):
        return Why.ROLE_ALONE
    return None
