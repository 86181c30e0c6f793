"""The shape of a method, and what makes one sound: skills, timed practices, worksheets and plans in our own wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("skill", "timed", "worksheet", "diary", "plan")
FAMILIES = ("calm", "urges", "thoughts", "change", "people", "work", "plans")
TYPES = ("words", "lines", "scale", "choice", "signs", "money")
EVIDENCE = ("verified", "memory", "design")
GOALS = ("abstinence", "safer_use", "undecided")
#: What somebody may not want raised; a method or a question about it is left out while they say so.
TOPICS = {
    "body": "My body", "breath": "My breath", "family": "My family", "substances": "Using", "self_harm": "Hurting myself",
    "faith": "Faith",
}  # fmt: skip
#: What a page and a table can hold.
#: The most that one amount may be, in cents.
MOST_MONEY = 99_999_999
LONGEST_TITLE, LONGEST_WHY, LONGEST_WORDS, MOST_LINES, LONGEST_LINE = 80, 240, 2000, 12, 300


class BrokenMethod(ValueError):
    """A method contradicts itself; the message names it and what does not fit."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to do. `seconds` 0: at one's own pace; `instead`: the same for whom this is not good."""

    say: str
    seconds: int = 0
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a worksheet; it can always be skipped.

    `safety`: a rule of `safety.py` reads the answer at once; `goals`: only for whoever has one of them; `section`: the
    heading it stands under; `top`: the highest number of a scale from 0; `low`, `high`: its ends, in words; `team`: asked
    and read by workers only, though a copy of everything holds it.
    """

    id: str
    ask: str
    type: str = "words"
    hint: str = ""
    section: str = ""
    top: int = 0
    low: str = ""
    high: str = ""
    options: tuple[tuple[str, str], ...] = ()
    safety: str = ""
    goals: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    team: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """What some amounts of a worksheet add up to, less some others: ids of its questions about money."""

    say: str
    add: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """One way to practise something. `about` says what it is, `why` what it is for, `note` comes before what may be hard.

    `number` stands in addresses: an address tells nobody what somebody practises.
    """

    id: str
    number: int
    version: str
    kind: str
    family: str
    title: str
    about: str
    why: str
    evidence: str
    source: str
    note: str = ""
    minutes: int = 0
    topics: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    questions: tuple[Question, ...] = ()
    sums: tuple[Sum, ...] = ()

    def questions_for(
        self, *, goal: str = "", not_now: frozenset[str] = frozenset(), team: bool = False
    ) -> tuple[Question, ...]:
        """The questions for somebody with that goal, without those about what they do not want raised now."""
        return tuple(
            part
            for part in self.questions
            if not not_now.intersection(part.topics) and (not part.goals or goal in part.goals)
            if team or not part.team
        )

    @property
    def team_only(self) -> frozenset[str]:
        """What only the team is asked, and reads."""
        return frozenset(part.id for part in self.questions if part.team)

    def words(self) -> Iterator[str]:
        """Everything in it that somebody reads, for whoever translates."""
        yield from filter(None, (self.title, self.about, self.why, self.note))
        for cue in self.cues:
            yield from filter(None, (cue.say, cue.instead))
        for part in self.questions:
            labels = [words for _key, words in part.options]
            yield from filter(None, (part.section, part.ask, part.hint, part.low, part.high, *labels))
        yield from (one.say for one in self.sums)

    def question(self, id: str) -> Question | None:
        """The question of that id."""
        return next((part for part in self.questions if part.id == id), None)


def read_method(raw: Mapping[str, Any]) -> Method:
    """A method from its YAML; BrokenMethod says which part is missing or does not fit."""
    try:
        plain = {
            name: value for name, value in raw.items() if name not in {"cues", "questions", "sums", "topics"}
        }
        found = Method(
            **plain,
            topics=tuple(raw.get("topics", ())),
            cues=tuple(Cue(**cue) for cue in raw.get("cues", ())),
            questions=tuple(_part(part) for part in raw.get("questions", ())),
            sums=tuple(_sum(one) for one in raw.get("sums", ())),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BrokenMethod(f"The method {raw.get('id')!r} is not whole: {wrong}.") from wrong
    for fault in _faults(found):
        raise BrokenMethod(f"The method {found.id} cannot be used: {fault}.")
    return found


def _sum(raw: Mapping[str, Any]) -> Sum:
    return Sum(str(raw["say"]), tuple(raw["add"]), tuple(raw.get("less", ())))


def _part(raw: Mapping[str, Any]) -> Question:
    options = tuple((str(key), str(words)) for key, words in raw.get("options", {}).items())
    rest = {name: value for name, value in raw.items() if name not in {"options", "goals", "topics"}}
    return Question(
        **rest, options=options, goals=tuple(raw.get("goals", ())), topics=tuple(raw.get("topics", ()))
    )


def _faults(method: Method) -> Iterator[str]:
    if method.kind not in KINDS or method.family not in FAMILIES:
        yield f"it is a {method.kind!r} of {method.family!r}"
    if not 0 < len(method.title) <= LONGEST_TITLE or not 0 < len(method.why) <= LONGEST_WHY:
        yield "its title or its reason is missing or too long"
    if method.evidence not in EVIDENCE or not method.source.strip():
        yield "it needs an evidence tag and a source"
    if not method.cues and not method.questions:
        yield "there is nothing to do in it"
    if unknown := set(method.topics) - set(TOPICS):
        yield f"it is about {', '.join(sorted(unknown))}, which is no topic"
    counts = Counter(part.id for part in method.questions)
    yield from (f"the question {id} stands twice" for id, count in counts.items() if count > 1)
    amounts = {part.id for part in method.questions if part.type == "money"}
    for one in method.sums:
        if unknown := {*one.add, *one.less} - amounts:
            yield f"the sum {one.say!r} adds up {', '.join(sorted(unknown))}, which is no amount"
    for part in method.questions:
        yield from (f"the question {part.id} {fault}" for fault in _faults_of(part))


def _faults_of(part: Question) -> Iterator[str]:
    if part.type not in TYPES:
        yield f"is a {part.type!r}, which is no type"
    if (part.type == "scale") != (part.top > 0):
        yield "needs a top exactly when it is a scale"
    if (part.type == "choice") != bool(part.options):
        yield "needs options exactly when it is a choice"
    if set(part.goals) - set(GOALS) or set(part.topics) - set(TOPICS):
        yield "names a goal or a topic that there is not"
