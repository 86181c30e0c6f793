"""From a finding to what could be done: which playbook answers it, and what it proposes to whom."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from handrail.clinical.playbooks.definition import BrokenPlaybook, Playbook, ProposedStep, read_playbook

__all__ = [
    "BrokenPlaybook",
    "Finding",
    "Playbook",
    "Proposal",
    "ProposedStep",
    "UnknownPlaybook",
    "choose",
    "playbook",
    "playbooks",
    "propose",
    "worksheet_of",
]

_DEFINITIONS = Path(__file__).parent / "definitions"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownPlaybook(ValueError):
    """No playbook of that id; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the watch found. `leading_signals` are largest share first; `silence_share` is 0 to 1."""

    kind: Literal["early_warning", "direct"]
    level: str
    leading_signals: tuple[str, ...] = ()
    silence_share: float = 0.0
    rule_id: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step put before one role: answer it by `answer_by`, do it by `due_at`. Nothing is decided yet."""

    role: str
    title: str
    why: str
    due_at: datetime
    answer_by: datetime
    step_id: str
    evidence: str


def playbook(id: str) -> Playbook:
    """The playbook of that id; UnknownPlaybook lists those there are."""
    for book in playbooks():
        if book.id == id:
            return book
    raise UnknownPlaybook(
        f"There is no playbook {id[:48]!r}. There are: {', '.join(b.id for b in playbooks())}."
    )


@cache
def playbooks() -> tuple[Playbook, ...]:
    """Every playbook, by id."""
    return tuple(_read(path) for path in sorted(_DEFINITIONS.glob("*.yaml")))


def choose(finding: Finding) -> Playbook | None:
    """The playbook for a finding, or None when none answers it.

    A direct rule comes first, then silence where it is the larger part, then the leading signals in order.
    """
    if finding.rule_id is not None and (book := _answering("rules", finding.rule_id)):
        return book
    if quiet := next((book for book in playbooks() if _is_quiet_enough(book, finding)), None):
        return quiet
    answering = (_answering("signals", signal) for signal in finding.leading_signals)
    return next((book for book in answering if book is not None), None)


def worksheet_of(book_id: str, title: str) -> str:
    """The worksheet (id of a method) that the step of that title is done with; empty where there is none."""
    steps = (step for book in playbooks() if book.id == book_id for step in book.steps)
    return next((step.worksheet for step in steps if step.title == title), "")


def propose(book: Playbook, *, at: datetime) -> list[Proposal]:
    """Every step of the playbook, timed from `at`: the moment of the signal, aware of its time zone."""
    if at.utcoffset() is None:
        raise ValueError(
            "A playbook counts its times from a moment that knows its time zone; this one does not."
        )
    return [_proposal(step, at) for step in book.steps]


def _proposal(step: ProposedStep, at: datetime) -> Proposal:
    due_at = _after(at, step.due_hours)
    answer_by = _after(at, step.answer_within_hours)
    return Proposal(step.role, step.title, step.why, due_at, answer_by, step.id, step.evidence)


def _after(at: datetime, hours: float) -> datetime:
    # Through UTC: a local clock that is put back must not lend anybody an hour.
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(at.tzinfo)


def _answering(kind: Literal["rules", "signals"], name: str) -> Playbook | None:
    return next((book for book in playbooks() if name in getattr(book, kind)), None)


def _is_quiet_enough(book: Playbook, finding: Finding) -> bool:
    least = book.silence_share_at_least
    nothing_else = finding.silence_share > 0 and not finding.leading_signals
    return least is not None and (finding.silence_share >= least or nothing_else)


def _read(path: Path) -> Playbook:
    with path.open("rb") as file:
        return read_playbook(yaml.load(file, Loader=_LOADER))  # noqa: S506 -- a safe loader
