"""Who may agree on a practice with somebody, and who may tell how it went."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import Decision, decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import cell_of
from handrail.foundation.practices.models.sheets import SHEET_CELL, WORK_CELL


def may_begin(act: Act, person: Person) -> Decision:
    """The person themself, and whoever may change their plan."""
    return decide(act, "care_plan", person, "write")


def may_end(act: Act, person: Person) -> Decision:
    """The person at any time, and whoever may change their plan."""
    return decide(act, "care_plan", person, "write")


def may_tell(act: Act, person: Person) -> Decision:
    """The person, or a worker who practises with them."""
    return decide(act, "care_plan", person, "write")


def may_choose_skill(act: Act, person: Person) -> Decision:
    """The person themself, and whoever may change their plan."""
    return decide(act, "care_plan", person, "write")


def may_write(act: Act, person: Person, method: str) -> Decision:
    """A worksheet: the person, or a counselor or prescriber with them. A plan: also a peer or case manager. Work and
    money: whoever writes the shared plan and reads all of it."""
    cell = cell_of(method)
    if cell == WORK_CELL and decide(act, cell, person).fields != "full":
        return Decision(allowed=False)
    return decide(act, cell, person, "write")


def may_sign(act: Act, person: Person, method: str) -> Decision:
    """Whoever may write it may stand by it."""
    return may_write(act, person, method)


def may_choose_columns(act: Act, person: Person) -> bool:
    """Only the person: it is their card."""
    return act.actor == person and decide(act, SHEET_CELL, person, "write").allowed
