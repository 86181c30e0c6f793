"""Hints on a person's page, and how hints fare in a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from handrail.clinical.stepped_care.rules import RULES
from handrail.continuum.hints.known import switched_off
from handrail.continuum.hints.models import Hint, RuleSwitch
from handrail.continuum.journey.wording.measures import scale_name
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Enrolment, Programme
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.queries.rows import Opened
from handrail.interfaces.staff.words.numbers import counted
from handrail.interfaces.staff.words.times import day_words


@dataclass(frozen=True, slots=True)
class HintCard:
    """One hint with everything it rests on. `rows` are (what, day, value)."""

    hint: Hint
    title: str
    rows: list[tuple[str, str, str]]
    given: str
    may_answer: bool
    opened: Opened | None

    @property
    def key(self) -> str:
        """Unique on the page."""
        return f"h{self.hint.pk}"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in one programme: whether it is used, and of how many people its hints were given, shown and answered."""

    rule: str
    words: str
    off: bool
    given: str
    shown: str
    taken_up: str
    dismissed: str


@dataclass(frozen=True, slots=True)
class OfProgramme:
    """The rules of one programme."""

    programme: Programme
    lines: list[RuleLine]


def hints_of(record: Record, opened: Opened | None = None) -> list[HintCard]:
    """What may be worth a look together, as far as the reader may read what it rests on, and its rule is used."""
    if not record.may("care_plan"):
        return []
    rows = Hint.objects.visible_to(record.act).open().of(record.person).order_by("-given_at", "-pk")
    there = list(rows)
    off = switched_off(record.person, record.act.at) if there else set()
    return [_card(one, record, opened) for one in there if one.rule not in off]


def _card(one: Hint, record: Record, opened: Opened | None) -> HintCard:
    name = scale_name(one.subject) if one.subject else ""
    rows = [
        (scale_name(what) if what == one.subject else what, _day(on, record.today), value)
        for what, on, value in one.inputs
    ]
    key = f"h{one.pk}"
    return HintCard(
        one, f"{name}: {one.title}" if name else one.title, rows,
        day_words(one.given_at.astimezone(record.now.tzinfo).date(), record.today),
        record.may("care_plan", "append"), opened if opened is not None and opened.key == key else None,
    )  # fmt: skip


def _day(on: str, today: date) -> str:
    day = parse_date(on)
    return day_words(day, today) if day else ""


def rules_of(act: Act) -> list[OfProgramme]:
    """Every rule in each programme that the reader supervises, with counts; small ones are not told."""
    programmes = list(Programme.objects.filter(pk__in=supervised(act)).order_by("name"))
    off = set(RuleSwitch.objects.open().of([one.pk for one in programmes]).values_list("programme", "rule"))
    return [OfProgramme(one, _lines(one, off, act)) for one in programmes]


def _lines(programme: Programme, off: set[tuple[int, str]], act: Act) -> list[RuleLine]:
    enrolled = Enrolment.objects.at(act.at).filter(programme=programme).values("person")
    counts = {row["rule"]: row for row in _counts(enrolled)}
    return [_line(rule, (programme.pk, rule) in off, counts.get(rule, {})) for rule in RULES]


def _counts(enrolled: QuerySet[Enrolment, Any]) -> QuerySet[Hint, Any]:
    given = Hint.objects.filter(person__in=enrolled).values("rule")
    return given.annotate(
        given=Count("person", distinct=True),
        seen=Count("person", filter=Q(shown__isnull=False), distinct=True),
        taken_up=Count("person", filter=Q(status=Hint.Status.TAKEN_UP), distinct=True),
        dismissed=Count("person", filter=Q(status=Hint.Status.DISMISSED), distinct=True),
    )


def _line(rule: str, off: bool, counts: dict[str, int]) -> RuleLine:
    told = (counted(counts.get(name, 0)) for name in ("given", "seen", "taken_up", "dismissed"))
    return RuleLine(rule, rule_words(rule), off, *told)


def rule_words(rule: str) -> str:
    """What a rule looks for."""
    return {
        "reliable_worsening": _("A scale got reliably worse"),
        "no_reliable_change": _("No reliable change for three times the usual cadence"),
        "safety_answer": _("An answer about safety"),
        "use_with_falling_confidence": _("Return to use, and confidence fell"),
        "two_missed_contacts": _("Two contacts in a row did not happen"),
        "sustained_response": _("Better by a real change, and it stayed"),
    }.get(rule, rule)
