"""How each domain of need stood at each needs check: what the person said, in the order in which they said it.

Source: the own-wording needs check (instruments, `needs_check`), which is no screener and has no score. What the
answers of one domain come to together is design: the strongest of them counts, and "not sure" or "rather not say"
stay what they are. Answers about what the needs check calls private are left out: a path on a screen is not private.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.clinical.needs.domains import code_of, domains

VERSION = "1"
WANTS_HELP, PROBLEM, HELPED, UNSURE, NONE = "wants_help", "problem", "helped", "unsure", "none"
#: The strongest first: what a domain with several questions comes to.
ORDER = (WANTS_HELP, PROBLEM, HELPED, UNSURE, NONE)
HELP = {"yes please": WANTS_HELP, "already getting help": HELPED}
#: Where the standing of a domain is better than before, the way down this ladder.
LADDER = {WANTS_HELP: 2, PROBLEM: 2, HELPED: 1, NONE: 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a domain stood on one day."""

    day: date
    standing: str


@dataclass(frozen=True, slots=True)
class Path:
    """One domain over time, oldest first. `codes`: of what was a problem at the last check."""

    domain: str
    codes: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def now(self) -> str:
        return self.marks[-1].standing

    @property
    def eased(self) -> bool:
        """Whether it stands better than it once did."""
        ranks = [LADDER[one.standing] for one in self.marks if one.standing in LADDER]
        return len(ranks) > 1 and ranks[-1] < max(ranks)


def paths(checks: Sequence[tuple[date, Mapping[str, object]]]) -> tuple[Path, ...]:
    """The path of every domain that somebody ever answered about; `checks` oldest first."""
    found = []
    for one in domains().values():
        marks = [
            Mark(day, standing)
            for day, answers in checks
            if (standing := _standing(one.items, answers)) is not None
        ]
        if marks:
            found.append(Path(one.id, _codes(one.items, checks[-1][1]), tuple(marks)))
    return tuple(found)


def _standing(items: Sequence[str], answers: Mapping[str, object]) -> str | None:
    said = {_of_item(item, answers) for item in items if item in answers} - {None}
    return next((standing for standing in ORDER if standing in said), None)


def _of_item(item: str, answers: Mapping[str, object]) -> str | None:
    # To say nothing of it is an answer, and none that is drawn. Who is not sure is asked about help as well.
    said = {"yes": PROBLEM, "not sure": UNSURE, "no": NONE}.get(str(answers[item]))
    return HELP.get(str(answers.get(f"{item}_help")), said) if said in {PROBLEM, UNSURE} else said


def _codes(items: Sequence[str], answers: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(code for item in items if answers.get(item) == "yes" and (code := code_of(item)))
