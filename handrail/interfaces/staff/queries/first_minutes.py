"""What stands at hand in the first minutes: the checks with their answers, what they ask for, and who can come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from handrail.clinical.triage.check import Check, Level, Question
from handrail.clinical.triage.checks import levels
from handrail.clinical.triage.prompts import PROMPTS
from handrail.clinical.triage.urgency import standard
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.staff.queries.console import Console
from handrail.interfaces.staff.words.emergency_call import MAY_BE_SAID
from handrail.interfaces.staff.words.times import by_time, clock, here, within
from handrail.pillars.crisis.ladder import rungs_of
from handrail.pillars.crisis.models import Answer, CallIn
from handrail.pillars.crisis.site_checks import site_checks


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answers; `current` is the first that nobody answered yet."""

    question: Question
    chosen: str
    at: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One check of the console; `answered` says how many of its questions are."""

    check: Check
    asked: list[Asked]
    answered: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answers ask for at least, for a human to weigh."""

    level: Level
    name: str
    within: str
    basis: str


@dataclass(frozen=True, slots=True)
class Said:
    """How urgent a human said it is, and by when somebody answers."""

    name: str
    by: str
    due: str


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody is called in. `may_come`: the reader may come; `mine`: the reader called them."""

    words: str
    may_come: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class FirstMinutes:
    """Everything of the first minutes, as the reader may see it."""

    first: Shown
    more: list[Shown]
    wanted: list[Wanted]
    urgency: Said | None
    called: Called | None
    supervisors: str
    others: str
    emergency: str
    mobile_team: str
    prompts: tuple[tuple[str, tuple[str, ...]], ...]
    may_be_said: list[str]


def first_minutes(console: Console, act: Act) -> FirstMinutes:
    """Read for one alert's console."""
    checks = [_shown(one, console.newest.get(one.id, {}), act) for one in site_checks() if not one.trained]
    rungs = rungs_of(console.alert, act)
    numbers = {purpose: line.number for purpose, line in help_lines().items()}
    return FirstMinutes(
        checks[0], checks[1:], [_wanted(one) for one in levels(console.answers, site_checks())], _said(console, act),
        _called(console, act), _names(rungs.supervisors, act), _names(rungs.on_call, act), numbers.get(HelpLine.Purpose.EMERGENCY, ""),
        numbers.get(HelpLine.Purpose.MOBILE_TEAM, ""),
        PROMPTS, [str(words) for words in MAY_BE_SAID],
    )  # fmt: skip


def _shown(check: Check, told: dict[str, Answer], act: Act) -> Shown:
    questions = check.asked({name: one.told for name, one in told.items()})
    open_ones = [one.id for one in questions if one.id not in told]
    asked = [
        Asked(
            one, told[one.id].told if one.id in told else "", clock(here(act, told[one.id].at)) if one.id in told else "",
            current=one.id == next(iter(open_ones), ""),
        )
        for one in questions
    ]  # fmt: skip
    return Shown(check, asked, len(questions) - len(open_ones))


def _wanted(level: Level) -> Wanted:
    tier = standard(level.tier)
    return Wanted(level, tier.name, within(tier.respond_within), _basis(level.evidence))


def _basis(evidence: str) -> str:
    """What a level rests on, for whoever reads it in a crisis; its source stands in `clinical/triage`."""
    told = {
        "verified": _("From a published source."),
        "memory": _("From clinical practice, not confirmed yet."),
        "design": _("A default of ours, for your clinical lead to approve."),
    }
    return told.get(evidence, "")


def _said(console: Console, act: Act) -> Said | None:
    found = (
        console.alert.urgencies.select_related("by").order_by("-at", "-pk").first() if console.whole else None
    )
    if found is None:
        return None
    tier = standard(found.tier)
    told = f"{found.by.preferred_name}, {clock(here(act, found.at))}"
    due = (
        by_time(here(act, found.at + tier.respond_within), here(act, act.at))
        if tier.respond_within
        else _("At once")
    )
    return Said(tier.name, told, due)


def _called(console: Console, act: Act) -> Called | None:
    found = console.alert.call_ins.filter(ended_at=None).select_related("to", "called_by").first()
    if found is None:
        return None
    who = found.to.preferred_name if found.to else _("A supervisor")
    if found.kind == CallIn.Kind.TAKE_OVER:
        who = found.to.preferred_name if found.to else _("Whoever is free first")
        words = _("%(who)s is asked to take over from %(holder)s, and is called until somebody does.")
    else:
        words = _("%(who)s is asked to come to %(holder)s, and is called until somebody does.")
    mine = found.called_by == act.actor
    told = words % {"who": who, "holder": found.called_by.preferred_name}
    return Called(told, may_come=console.may_answer and not mine, mine=mine)


def _names(people: list[Person], act: Act) -> str:
    return ", ".join(one.preferred_name for one in people if one != act.actor)
