"""What somebody said they need, by domain and over time, and what is under way for it, as far as the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format

from handrail.clinical.needs import path
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Response
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management.models import Need, Referral

CHECK = "needs_check"
#: So many checks are drawn; older ones stand in the story.
DRAWN = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One check: its day, how it stood, and how that is drawn."""

    day: str
    said: str
    standing: str


@dataclass(frozen=True, slots=True)
class Line:
    """One domain. `eased`: it stands better than it once did; `goals` and `asked`: what is under way for it."""

    need: str
    word: str
    now: str
    standing: str
    codes: str
    eased: bool
    marks: list[Mark]
    goals: list[str]
    asked: list[str]

    @property
    def is_open(self) -> bool:
        """Whether help is wanted and nothing that the reader may see is under way."""
        return self.standing == path.WANTS_HELP and not self.goals and not self.asked


def needs_of(person: Person, words: Mapping[str, str], act: Act) -> list[Line]:
    """Each domain that they ever answered about, where help is wanted first. `words`: how each standing is said."""
    rows = Response.objects.visible_to(act).of(person, CHECK).reverse()[:DRAWN]
    checks = [(local(person, one.made_at).date(), one.answers) for one in reversed(list(rows))]
    if not checks:
        return []
    goals, asked = _goals(person, act), _asked(person, act)
    lines = [
        Line(
            one.domain, str(Need(one.domain).label), words[one.now], one.now, ", ".join(one.codes), one.eased,
            [Mark(date_format(mark.day, "DATE_FORMAT"), words[mark.standing], mark.standing) for mark in one.marks],
            goals[one.domain], asked[one.domain],
        )
        for one in path.paths(checks)
    ]  # fmt: skip
    return sorted(lines, key=lambda line: path.ORDER.index(line.standing))


def _goals(person: Person, act: Act) -> dict[str, list[str]]:
    held = Goal.objects.filter(plan__person=person, status=Goal.Status.ACTIVE).exclude(need="")
    seen = held.filter(plan__person__in=keys_for(act, "care_plan")).order_by("pk")
    return _by_need((one.need, one.words) for one in seen)


def _asked(person: Person, act: Act) -> dict[str, list[str]]:
    held = Referral.objects.visible_to(act).filter(person=person).open().select_related("service")
    return _by_need((one.need, one.service.name) for one in held.soonest_first())


def _by_need(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for need, words in rows:
        found[need].append(words)
    return found
