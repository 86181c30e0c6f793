"""The shape of a check: questions that a worker asks, and rules that say which level the answers ask for at least.

A level is never a decision: a human reads it, with its source, and chooses the tier. An answer that is missing holds for
nothing; *not sure* counts as the graver answer (design). Free text is never read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

YES, NO, NOT_SURE = "yes", "no", "not_sure"
#: The graver answers, of a question whose *yes* is grave, and of one whose *no* is.
YES_OR_NOT_SURE, NO_OR_NOT_SURE = frozenset({YES, NOT_SURE}), frozenset({NO, NOT_SURE})
THREE = ((YES, "Yes"), (NO, "No"), (NOT_SURE, "Not sure"))
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `short` names it in the log; `options` are (value, words)."""

    id: str
    text: str
    short: str
    options: tuple[tuple[str, str], ...] = THREE


@dataclass(frozen=True, slots=True)
class Level:
    """What the answers ask for at least: tier (1 is the most urgent), what is found, what is done, and who says so."""

    id: str
    tier: int
    found: str
    response: str
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Its level holds when every question in `when` has one of these answers."""

    level: Level
    when: Mapping[str, frozenset[str]]

    def holds(self, answers: Answers) -> bool:
        return all(answers.get(question) in given for question, given in self.when.items())


@dataclass(frozen=True, slots=True)
class Check:
    """Questions on one matter. `trained`: only somebody trained in this scale rates it, with the person before them."""

    id: str
    title: str
    note: str
    questions: tuple[Question, ...]
    levels: Callable[[Answers], list[Level]]
    trained: bool = False
    attribution: str = ""
    due: Callable[[Answers], frozenset[str]] | None = None

    def asked(self, answers: Answers) -> list[Question]:
        """The questions to ask as the answers stand, answered ones included."""
        return [one for one in self.questions if self.due is None or one.id in self.due(answers)]

    def question(self, id: str) -> Question:
        """Raises KeyError for one that is not here."""
        return {one.id: one for one in self.questions}[id]


def evidence_of(tag: str, scale: str) -> str:
    """The tag of a trigger; where its definition gives none, that of the scale's scoring."""
    return scale if tag == "not stated" else tag


def by_rules(*rules: Rule) -> Callable[[Answers], list[Level]]:
    """The levels whose rules hold, most urgent first."""

    def levels(answers: Answers) -> list[Level]:
        return most_urgent_first([rule.level for rule in rules if rule.holds(answers)])

    return levels


def most_urgent_first(levels: list[Level]) -> list[Level]:
    """In the order of their tiers; of one tier as they were found."""
    return sorted(levels, key=lambda level: level.tier)
