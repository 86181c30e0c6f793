"""Writing down who read what cannot wait. Nobody in danger waits for a ledger that cannot be written."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.foundation.consent.evaluator import Decision
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewings
from handrail.foundation.ledger.beside import record_viewings_or_keep
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role

#: Rules of the matrix under which a crisis responder reads on their desk; an emergency access is no such rule.
AT_THE_DESK = frozenset({"episode", "programme"})


def note_critical(person: Person, seen: Mapping[str, Decision], *, act: Act) -> None:
    """What one page of a crisis shows, by resource. Read by a crisis responder it is kept beside the ledger if it must
    be; read by anybody else it is refused then, as everything is (access_matrix.yaml, `order_of_decision`)."""
    bases = {name: answer.basis for name, answer in seen.items()}
    answers = all(one.role == Role.CRISIS_RESPONDER and one.basis in AT_THE_DESK for one in seen.values())
    (record_viewings_or_keep if answers else record_viewings)(person, bases, act=act)
