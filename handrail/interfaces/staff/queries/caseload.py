"""A counselor's caseload: who needs me, what comes next, what is not written yet. The number of questions is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.measures import scale_name
from handrail.continuum.journey.wording.plans import level_words
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment
from handrail.foundation.people.models import Person
from handrail.foundation.plans.queries import Due, reviews_of
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Role
from handrail.interfaces.staff.queries.items import care_of
from handrail.interfaces.staff.words.times import by_day, clock, day_words, here
from handrail.pillars.counseling.models import Note, NoteReview
from handrail.pillars.counseling.models.notes import RESOURCE, reads_whole

AT_MOST = 20
AHEAD, BACK, REVIEWS = timedelta(days=7), timedelta(days=14), timedelta(days=7)
#: Of the notes signed in the last month, every so many is read by a supervisor.
SAMPLE, SAMPLED = 10, timedelta(days=30)
CAME = (Appointment.Status.FULFILLED, Appointment.Status.LATE)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: whom it is about, what, and where it is done."""

    name: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    id: str
    title: str
    empty: str
    lines: Sequence[Line]


def caseload(act: Act) -> list[Section]:
    """Everything on one page, most pressing first."""
    sections = [
        Section("needs-me", _("Who needs me"), _("Nothing has changed for anybody."), _changed(act)),
        Section("next", _("Next sessions"), _("Nothing is booked in the next week."), _coming(act)),
        Section("unsigned", _("Notes to finish"), _("Every session has its note."), [*_drafts(act), *_unwritten(act)]),
        Section("plans", _("Plans to look at again"), _("No plan is due."), _plans(act)),
        Section("scales", _("Scales that wait for an answer"), _("No scale waits."), _scales(act)),
    ]  # fmt: skip
    if any(s.role == Role.SUPERVISOR for s in standings(act)):
        sections.append(Section("second", _("Waits for my signature"), _("Nothing waits."), _second(act)))
        sections.append(Section("sample", _("Notes to read"), _("You have read them all."), _sample(act)))
    return sections


def _page(name: str, key: int) -> str:
    return reverse(f"staff:{name}", args=[key])


def _changed(act: Act) -> list[Line]:
    found = Finding.objects.visible_to(act).filter(concern__closed_at=None, concern__person__in=care_of(act))
    newest = found.order_by("concern", "-day", "-pk").distinct("concern").values("pk")
    rows = (
        Finding.objects.filter(pk__in=newest).select_related("person").order_by("-concern__opened_at", "-pk")
    )
    return [
        Line(one.person.preferred_name, one.headline, _page("person", one.person_id))
        for one in rows[:AT_MOST]
    ]


def _coming(act: Act) -> list[Line]:
    rows = (
        Appointment.objects.visible_to(act)
        .booked()
        .filter(worker=act.actor, ends_at__gt=act.at, starts_at__lt=act.at + AHEAD)
    )
    found = rows.select_related("person").order_by("starts_at", "pk")[:AT_MOST]
    return [Line(one.person.preferred_name, _when(one, act), _page("appointment", one.pk)) for one in found]


def _when(one: Appointment, act: Act) -> str:
    starts = here(act, one.starts_at)
    told = {"day": day_words(starts.date(), here(act, act.at).date()), "time": clock(starts)}
    return _("%(day)s, %(time)s") % told


def _drafts(act: Act) -> list[Line]:
    rows = Note.objects.visible_to(act).drafts().filter(author=act.actor).defer("words")
    found = rows.select_related("person").order_by("begun_at", "pk")[:AT_MOST]
    return [Line(one.person.preferred_name, _("Draft of %(day)s") % {"day": date_format(here(act, one.begun_at), "M j")},
                 _page("note", one.pk)) for one in found]  # fmt: skip


def _unwritten(act: Act) -> list[Line]:
    if not reads_whole(act):
        return []
    written = Note.objects.filter(appointment=OuterRef("pk"), author=act.actor, dropped_at=None)
    mine = (
        Appointment.objects.visible_to(act)
        .with_us()
        .filter(worker=act.actor, person__in=keys_for(act, RESOURCE))
    )
    rows = mine.filter(~Exists(written), status__in=CAME, starts_at__gte=act.at - BACK, starts_at__lt=act.at)
    found = rows.select_related("person").order_by("starts_at", "pk")[:AT_MOST]
    return [Line(one.person.preferred_name, _("No note yet: %(when)s") % {"when": _when(one, act)},
                 _page("notes_of", one.person_id)) for one in found]  # fmt: skip


def _plans(act: Act) -> list[Line]:
    today = here(act, act.at).date()
    mine = Person.objects.filter(pk__in=care_of(act)).filter(pk__in=keys_for(act, "care_plan"))
    due = [one for one in reviews_of(mine, act.at) if one.due is not None and one.due <= today + REVIEWS]
    return [Line(one.plan.person.preferred_name, _review(one, today), _page("plan", one.plan.person_id)) for one in due[:AT_MOST]]  # fmt: skip


def _review(one: Due, today: date) -> str:
    told = [by_day(one.due, today), level_words(one.level) if one.level else ""]
    return " · ".join(part for part in told if part)


def _scales(act: Act) -> list[Line]:
    today = here(act, act.at).date()
    rows = Assignment.objects.visible_to(act).open().filter(person__in=care_of(act))
    found = rows.select_related("person").order_by("due_on", "pk")[:AT_MOST]
    return [Line(one.person.preferred_name, f"{scale_name(one.instrument)} · {by_day(one.due_on, today)}",
                 _page("measures", one.person_id)) for one in found]  # fmt: skip


def _second(act: Act) -> list[Line]:
    return _read(Q(cosign=Note.Cosign.WAITING), act)


def _sample(act: Act) -> list[Line]:
    mine = NoteReview.objects.filter(note=OuterRef("pk"), reviewed_by=act.actor)
    return _read(Q(~Exists(mine), pk__in=_lot(act)), act)


def _lot(act: Act) -> list[int]:
    # By its number: the same notes whenever the page is opened, and nobody chooses which.
    signed = Note.objects.visible_to(act).filter(signed_at__gte=act.at - SAMPLED, signed_at__lte=act.at)
    keys = signed.exclude(author=act.actor).order_by("-pk").values_list("pk", flat=True)[: SAMPLE * AT_MOST]
    return [key for key in keys if key % SAMPLE == 0]


def _read(which: Q, act: Act) -> list[Line]:
    rows = Note.objects.visible_to(act).signed().filter(which).exclude(author=act.actor).defer("words")
    found = rows.select_related("person", "author").order_by("signed_at", "pk")[:AT_MOST]
    return [Line(one.person.preferred_name, _("%(author)s, signed %(day)s") % {
        "author": one.author, "day": date_format(here(act, one.signed_at or act.at), "M j")}, _page("note", one.pk))
        for one in found]  # fmt: skip
