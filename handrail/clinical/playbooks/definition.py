"""The shape of a playbook, and what makes one sound. Times in hours from the signal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

ROLES = ("counselor", "peer_specialist", "case_manager", "prescriber", "client", "crisis_responder")
EVIDENCE = ("verified", "memory", "design")
# What a worker can take in at a glance; the tables that keep proposals hold the same lengths.
LONGEST_TITLE, LONGEST_WHY = 160, 240


class BrokenPlaybook(ValueError):
    """A playbook contradicts itself; the message names the step and what does not fit."""


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """One thing for one role. `evidence` and `source` are for the content; times are design defaults.

    `worksheet`: the method (clinical/practices) it is done with, where there is one.
    """

    id: str
    role: str
    title: str
    why: str
    answer_within_hours: float
    due_hours: float
    evidence: str
    source: str
    worksheet: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """What could be done, by whom and by when, after the signals and direct rules it answers to.

    `offer` is the one small step for the person, in plain words; it is also the last of `steps`.
    `silence_share_at_least`: answers a finding whose evidence is silence by at least that share (0 to 1).
    """

    id: str
    version: str
    title: str
    signals: tuple[str, ...]
    rules: tuple[str, ...]
    steps: tuple[ProposedStep, ...]
    silence_share_at_least: float | None = None

    @property
    def offer(self) -> ProposedStep:
        """The person's own step."""
        return next(step for step in self.steps if step.role == "client")

    @property
    def for_team(self) -> tuple[ProposedStep, ...]:
        """The steps of the staff, without the person's own."""
        return tuple(step for step in self.steps if step.role != "client")

    def with_times(self, hours: Mapping[str, tuple[float, float]]) -> "Playbook":
        """A site's own times: step id to (answer within, due) in hours; BrokenPlaybook if they do not fit."""
        if unknown := set(hours) - {step.id for step in self.steps}:
            raise BrokenPlaybook(f"{self.id} has no step {', '.join(sorted(unknown))}.")
        changed = [_retimed(step, hours[step.id]) if step.id in hours else step for step in self.steps]
        return require_sound(replace(self, steps=tuple(changed)))


def _retimed(step: ProposedStep, hours: tuple[float, float]) -> ProposedStep:
    answer_within, due = hours
    return replace(step, answer_within_hours=answer_within, due_hours=due)


def read_playbook(raw: Mapping[str, Any]) -> Playbook:
    """A playbook from its YAML; BrokenPlaybook says which part is missing or does not fit."""
    try:
        answers_to = raw["answers_to"]
        offer = {"id": "offer", "role": "client", **raw["offer"]}
        book = Playbook(
            id=raw["id"],
            version=raw["version"],
            title=raw["title"],
            signals=tuple(answers_to["signals"]),
            rules=tuple(answers_to["rules"]),
            steps=tuple(ProposedStep(**step) for step in [*raw["steps"], offer]),
            silence_share_at_least=answers_to.get("silence_share_at_least"),
        )
    except (KeyError, TypeError) as wrong:
        raise BrokenPlaybook(f"The playbook {raw.get('id')!r} is not whole: {wrong}.") from wrong
    return require_sound(book)


def require_sound(book: Playbook) -> Playbook:
    """The same playbook, or BrokenPlaybook naming the first thing that does not fit."""
    for fault in _faults(book):
        raise BrokenPlaybook(f"The playbook {book.id} cannot be used: {fault}.")
    return book


def _faults(book: Playbook) -> Iterator[str]:
    if not book.signals and not book.rules:
        yield "it answers to nothing"
    if not book.for_team:
        yield "it asks nobody on the team"
    counts = Counter(step.id for step in book.steps)
    yield from (f"the step {id} stands twice" for id, count in counts.items() if count > 1)
    if sum(step.role == "client" for step in book.steps) != 1:
        yield "the person is offered one step, no more and no fewer"
    for step in book.steps:
        yield from (f"the step {step.id} {fault}" for fault in _faults_of_step(step))


def _faults_of_step(step: ProposedStep) -> Iterator[str]:
    if step.role not in ROLES:
        yield f"is for {step.role!r}, which is no role"
    if not 0 < step.answer_within_hours <= step.due_hours:
        yield "is due before it must be answered"
    if not step.title.strip() or len(step.title) > LONGEST_TITLE:
        yield f"needs a title of 1 to {LONGEST_TITLE} characters"
    if not step.why.strip() or len(step.why) > LONGEST_WHY:
        yield f"needs a reason of 1 to {LONGEST_WHY} characters"
    if step.evidence not in EVIDENCE or not step.source.strip():
        yield "needs an evidence tag and a source"
