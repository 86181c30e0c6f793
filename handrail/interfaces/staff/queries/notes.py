"""One person's notes, and one note with what was added and what it worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.language.linter import lint
from handrail.clinical.notes.kept_out import KeptOut
from handrail.foundation.consent.evaluator import may
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.queries.known_names import known_names
from handrail.interfaces.staff.words.times import clock, here
from handrail.pillars.counseling.models import KeptApart, Note

SHOWN, SESSIONS = 50, 12
#: What the law keeps out of a note kept apart, by kind of `clinical.notes.kept_out`.
KINDS = {
    "medication": _l("medicines"), "times": _l("when a session began or ended"), "modality": _l("method and how often"),
    "test": _l("results of tests"), "diagnosis": _l("a diagnosis"), "function": _l("functional status"),
    "plan": _l("the plan"), "symptoms": _l("symptoms"), "prognosis": _l("prognosis"), "progress": _l("progress"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """A word that labels people, and what could stand there instead."""

    term: str
    better: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in the list."""

    note: Note
    when: str


def notes_of(person: Person, act: Act) -> list[Shown]:
    """Signed notes, the newest first; above them the drafts of the reader."""
    rows = Note.objects.visible_to(act).of(person).filter(dropped_at=None).newest_first()
    found = rows.select_related("author", "appointment", "occasion__gathering").defer("words")[:SHOWN]
    return [Shown(one, _when(one, act)) for one in found]


def _when(note: Note, act: Act) -> str:
    session = note.appointment or note.occasion
    at = here(act, session.starts_at if session else note.signed_at or note.begun_at)
    return _("%(day)s, %(time)s") % {"day": date_format(at, "F j, Y"), "time": clock(at)}


def sessions_to_note(person: Person, act: Act) -> list[tuple[Appointment, str]]:
    """My sessions with them that took place, the newest first."""
    took_place = (Appointment.Status.FULFILLED, Appointment.Status.LATE, Appointment.Status.BOOKED)
    rows = (
        Appointment.objects.visible_to(act)
        .of(person)
        .with_us()
        .filter(worker=act.actor, starts_at__lte=act.at, status__in=took_place)
    )
    times = [(one, here(act, one.starts_at)) for one in rows.order_by("-starts_at")[:SESSIONS]]
    return [(one, f"{date_format(at, 'F j')}, {clock(at)}") for one, at in times]


def to_work_on(person: Person, act: Act) -> tuple[list[Goal], list[Step]]:
    """The goals and open steps that a note can thread to, as far as the reader sees the plan."""
    if not may(act, "care_plan", person):
        return [], []
    goals = Goal.objects.filter(plan__person=person, status=Goal.Status.ACTIVE).select_related("plan")
    steps = Step.objects.of(person).open().select_related("plan").soonest_first()
    return list(goals.order_by("pk")[:20]), list(steps[:30])


def worked_on(note: Note, act: Act) -> list[str]:
    """What a note worked on, in words, for whoever may read the plan."""
    if not may(act, "care_plan", note.person):
        return []
    threads = list(note.threads.select_related("goal", "step").order_by("pk"))
    goals = [t.goal.words for t in threads if t.goal is not None]
    return goals + [t.step.title for t in threads if t.step is not None]


def hints_on(words: dict[str, str], names: Callable[[], list[str]] = known_names) -> list[Hint]:
    """Words that label people, each once; `names` are asked for only where there is a hint to weigh."""
    met = [text for text in words.values() if lint(text)]
    known = names() if met else []
    found = [one for text in met for one in lint(text, exempt=known)]
    by_term = {one.term.lower(): one for one in reversed(found)}
    return [Hint(one.term, ", ".join(one.suggestions), one.reason) for one in reversed(by_term.values())]


def kept_out_words(found: list[KeptOut]) -> list[tuple[str, str]]:
    """Each kind with the passage."""
    return [(str(KINDS[one.kind]), one.passage) for one in found]


def apart_of(person: Person, act: Act) -> Any:
    """What the reader keeps apart about them, the newest first."""
    return KeptApart.objects.of_author(act).filter(person=person).order_by("-written_at", "-pk")[:SHOWN]
