"""What the pages of one person's record ask of the access matrix, in one go."""

from __future__ import annotations

from collections.abc import Iterable

from handrail.continuum.journey.sight import Cell
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Decision
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import team_of

PRESENCE: Cell = ("demographics", "read")
#: Everything a record's pages ask of the access matrix, in one query.
CELLS: tuple[Cell, ...] = (
    ("referrals", "read"), ("referrals", "append"), ("referrals", "write"),
    ("checkins", "read"), ("checkins", "append"), ("measures", "read"), ("measures", "write"), ("care_plan", "read"),
    ("care_plan", "append"), ("care_plan", "write"), ("safe_contact", "read"), ("safe_contact", "write"), ("consents", "read"), ("consents", "append"),
    ("disclosure_log", "read"), ("medications", "read"), ("appointments", "read"), ("group_attendance", "read"), ("counseling_notes", "read"), ("peer_notes", "read"),
    ("demographics", "write"), ("safety_plan", "read"), ("safety_plan", "write"), ("crisis_episodes", "read"), ("crisis_episodes", "append"),
)  # fmt: skip


def decided_about(
    person: Person, act: Act, asking: Iterable[str], team: Iterable[Cell]
) -> dict[Cell, Decision]:
    """What is decided for the reader: `CELLS`, and reading what the page is `asking` for besides.

    `team`: cells that the page is about to ask for each of the person's team, decided in the same go.
    """
    cells = list(dict.fromkeys((PRESENCE, *CELLS, *((resource, "read") for resource in asking))))
    asked = [Question(act, *one) for one in cells]
    if act.looks:
        workers = [act.in_place_of(care.worker) for care in team_of(person, act.at)] if team else []
        asked += [Question(worker, *one) for worker in workers for one in team]
    return dict(zip(cells, decide_each(person, asked), strict=False))
