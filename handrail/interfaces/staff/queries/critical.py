"""What whoever answers in a crisis needs of a record, and no more: the field set `critical` of the access matrix.

Each part stands under its own cell. Reading them is written down. What a cell holds besides is left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from handrail.clinical.triage.critical import (
    ATTEMPT,
    ATTEMPT_IN_A_SCALE,
    OVERDOSE,
    flag_rules,
    flags_since,
    naloxone_steps,
)
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Response
from handrail.foundation.people.models import Person
from handrail.foundation.people.spoken import spoken
from handrail.foundation.plans.models import Step
from handrail.interfaces.need_words import access_lines, allergy_lines
from handrail.interfaces.staff.words.times import day_words, here
from handrail.pillars.case_management.models import Medicine
from handrail.pillars.crisis.models import Alert, Answer
from handrail.pillars.crisis.noting import note_critical

CRITICAL = "critical"
CELLS = ("demographics", "sud_record", "medications", "measures", "checkins", "care_plan")
#: The newest of each kind that are shown.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines; none means that nothing of it is known here. `to_crew`: what an ambulance needs first."""

    title: str
    lines: list[str]
    to_crew: bool = False


def asks(act: Act, *beside: str) -> list[Question]:
    """What is decided for these parts: first how much of a crisis the reader reads, then each part."""
    return [
        Question(act, "crisis_episodes"),
        *(Question(act, one, fields=CRITICAL) for one in (*CELLS, *beside)),
    ]


def critical_of(person: Person, act: Act, *beside: str) -> list[Part]:
    """The parts that are open to the reader, those that cannot wait first. `beside`: what else the page shows of the
    record, written down with them."""
    episode, *decided = decide_each(person, asks(act, *beside))
    opened = {one: found for one, found in zip((*CELLS, *beside), decided, strict=True) if found.allowed}
    note_critical(person, opened, act=act)
    # Whoever reads of crises only how they stand is told nothing of what was said in one.
    return list(_parts(person, set(opened), act, told=episode.fields != "status"))


def _parts(person: Person, opened: set[str], act: Act, *, told: bool) -> Iterator[Part]:
    today = here(act, act.at).date()
    if opened & {"checkins", "measures"}:
        yield Part(_("What points to risk now"), _flags(person, opened, today))
    if told and "sud_record" in opened:
        yield Part(_("Overdoses"), _overdoses(person, today, act))
    if told and "measures" in opened:
        yield Part(_("Attempts to end their life"), _attempts(person, today, act))
    if "care_plan" in opened:
        yield Part(_("Naloxone"), _naloxone(person))
    if "medications" in opened:
        names = [one.name for one in Medicine.objects.of(person).taken()]
        yield Part(_("Allergies"), allergy_lines(person), to_crew=True)
        yield Part(_("Medicines"), [*names, _("Not all of it is kept here. Ask them.")], to_crew=True)
    if "demographics" in opened:
        yield Part(_("Languages"), [spoken([person.language, *person.other_languages])])
        yield Part(_("To take part"), access_lines(person), to_crew=True)


def _flags(person: Person, opened: set[str], today: date) -> list[str]:
    current = Q(concern__isnull=False, concern__closed_at=None) | Q(
        rule__in=flag_rules(), day__gte=flags_since(today)
    )
    found = Finding.objects.filter(current, person=person).newest_first()
    told = [(one.headline, one.day) for one in found if one.resource in opened]
    return [f"{words} ({day_words(day, today)})" for words, day in _once(told)]


def _once(told: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    """The newest of each headline, at most SHOWN."""
    newest: dict[str, date] = {}
    for words, day in told:
        newest.setdefault(words, day)
    return list(newest.items())[:SHOWN]


def _overdoses(person: Person, today: date, act: Act) -> list[str]:
    reported = Alert.objects.filter(person=person, origin=Alert.Origin.OVERDOSE)
    moments = [*reported.values_list("raised_at", flat=True), *_answered(person, OVERDOSE)]
    return _days(moments, today, act)


def _attempts(person: Person, today: date, act: Act) -> list[str]:
    scale, question, value = ATTEMPT_IN_A_SCALE
    filled = Response.objects.filter(person=person, instrument=scale, **{f"answers__{question}": value})
    moments = [*filled.meant_for(act).values_list("made_at", flat=True), *_answered(person, ATTEMPT)]
    return [_("told %(day)s") % {"day": day} for day in _days(moments, today, act)]


def _answered(person: Person, wanted: dict[tuple[str, str], str]) -> list[datetime]:
    """When somebody answered so in a crisis; what was said counts until it is said otherwise in the same one."""
    asked = Q()
    for check, question in wanted:
        asked |= Q(check_id=check, question=question)
    newest: dict[tuple[int, str, str], Answer] = {}
    for one in Answer.objects.filter(asked, alert__person=person).order_by("at", "pk"):
        newest[one.alert_id, one.check_id, one.question] = one
    return [one.at for one in newest.values() if one.told == wanted[one.check_id, one.question]]


def _days(moments: Iterable[datetime], today: date, act: Act) -> list[str]:
    days = sorted({here(act, moment).date() for moment in moments}, reverse=True)
    return [day_words(day, today) for day in days[:SHOWN]]


def _naloxone(person: Person) -> list[str]:
    # What a step is called lies sealed: it is compared here.
    proposed = Step.objects.of(person).filter(origin=Step.Origin.PROPOSAL).order_by("-made_at")
    steps = [one for one in proposed if one.title in naloxone_steps()][:1]
    lines = [f"{one.title}: {one.get_status_display()}" for one in steps]
    return [*lines, _("Where it is may stand in their safety plan.")]
