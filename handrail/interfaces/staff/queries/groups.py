"""Groups, and one occasion with a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.journey.sight import openings
from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Attendance, Gathering, Occasion, Seat
from handrail.foundation.scheduling.policy import plans_meetings
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.group_forms import GroupNoteForm
from handrail.interfaces.staff.words.times import clock, here
from handrail.pillars.counseling.models import GroupRecord, Note
from handrail.pillars.counseling.models.notes import reads_whole
from handrail.pillars.counseling.queries import roster

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the group: their fields, and what is signed already."""

    person: Person
    came: BoundField | None
    part: BoundField | None
    own: BoundField | None
    version: BoundField | None
    note: Note | None
    status: str
    lines: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One occasion."""

    occasion: Occasion
    when: str
    summary: str
    rows: tuple[Row, ...]
    absent: tuple[tuple[Person, bool], ...]
    form: GroupNoteForm
    begun: bool


def my_groups(act: Act) -> list[tuple[Gathering, str, Occasion | None]]:
    """The groups I see that go on, each with its next time."""
    rows = list(
        Gathering.objects.visible_to(act).going_on().select_related("lead", "programme").order_by("pk")[:50]
    )
    ahead = Occasion.objects.taking_place().filter(gathering__in=rows, ends_at__gt=act.at)
    soonest = {
        one.gathering_id: one for one in ahead.order_by("gathering", "starts_at").distinct("gathering")
    }
    return [
        (one, when(soonest[one.pk], act) if one.pk in soonest else "", soonest.get(one.pk)) for one in rows
    ]


def planned_programmes(act: Act) -> list[Programme]:
    """Where the reader may make a group."""
    inside = [s.programme for s in standings(act) if s.programme and plans_meetings(s.role)]
    return list(Programme.objects.filter(pk__in=inside).order_by("name"))


def times_of(gathering: Gathering, act: Act) -> tuple[list[tuple[Occasion, str]], list[tuple[Occasion, str]]]:
    """The times that come, and those that were."""
    rows = gathering.occasions.taking_place()
    ahead, before = rows.filter(ends_at__gt=act.at).order_by("starts_at"), rows.filter(ends_at__lte=act.at)
    return ([(one, when(one, act)) for one in ahead[:SHOWN]],
            [(one, when(one, act)) for one in before.order_by("-starts_at")[:SHOWN]])  # fmt: skip


def seats_of(gathering: Gathering, act: Act) -> list[Seat]:
    """Who has a seat, as far as the reader may see."""
    seats = gathering.seats.filter(until_at=None, person__in=keys_for(act, "group_attendance"))
    return list(seats.select_related("person").order_by("person__preferred_name", "pk"))


def seatable(gathering: Gathering, act: Act) -> list[Person]:
    """Whom the reader could give a seat."""
    taken = gathering.seats.filter(until_at=None).values("person")
    people = Person.objects.filter(pk__in=keys_for(act, "appointments", "write")).exclude(pk__in=taken)
    return list(people.exclude(pk=act.actor.pk if act.actor else 0).order_by("preferred_name", "pk")[:500])


def when(one: Occasion, act: Act) -> str:
    starts, over = here(act, one.starts_at), here(act, one.ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(starts, "l, F j"), "from": clock(starts), "until": clock(over),
    }  # fmt: skip


def form_for(occasion: Occasion, act: Act, data: Any = None) -> GroupNoteForm:
    """The form with what is written so far."""
    everybody = roster(occasion)
    keys = [one.pk for one in everybody]
    cells = (("group_attendance", "read"), ("group_attendance", "write"), ("counseling_notes", "read"))
    opened = openings(act, keys, cells)
    people = [one for one in everybody if one.pk in opened["group_attendance", "write"]]
    notes = _notes(occasion, keys)
    whole = reads_whole(act)
    writable = {
        one.pk: whole and one.pk in opened["counseling_notes", "read"] and _open(notes.get(one.pk), act)
        for one in people
    }
    return GroupNoteForm(data, initial=_initial(occasion, people, notes), people=people, writable=writable)


def _open(note: Note | None, act: Act) -> bool:
    return note is None or (not note.is_signed and note.author == act.actor)


def _notes(occasion: Occasion, keys: Sequence[int]) -> dict[int, Note]:
    rows = Note.objects.filter(occasion=occasion, person__in=keys, dropped_at=None).select_related("author")
    return {one.person_id: one for one in rows}


def _initial(occasion: Occasion, people: Sequence[Person], notes: dict[int, Note]) -> dict[str, Any]:
    record = GroupRecord.objects.filter(occasion=occasion).first()
    given: dict[str, Any] = {"did": record.did if record else "", "version": record.version if record else 0}
    for noted in Attendance.objects.filter(occasion=occasion, person__in=people):
        given[f"came_{noted.person_id}"] = noted.status
    for one in people:
        note = notes.get(one.pk)
        parts = note.parts if note else {}
        given |= {f"version_{one.pk}": note.version if note else 0, f"part_{one.pk}": parts.get("took_part", ""),
                  f"own_{one.pk}": parts.get("own", "")}  # fmt: skip
    return given


def occasion_page(occasion: Occasion, act: Act, form: GroupNoteForm) -> Page:
    """One screen for a group of eight."""
    keys = [one.pk for one in form.people]
    came = dict(Attendance.objects.filter(occasion=occasion, person__in=keys).values_list("person", "status"))
    readable = set(Note.objects.visible_to(act).filter(occasion=occasion).values_list("person", flat=True))
    notes = {key: one for key, one in _notes(occasion, keys).items() if key in readable}
    rows = tuple(_row(one, form, notes.get(one.pk), came.get(one.pk, "")) for one in form.people)
    away = [one for one in form.people if came.get(one.pk) == Attendance.Status.DID_NOT_COME]
    return Page(
        occasion, when(occasion, act), _summary(rows, came), rows, _absent(away, occasion, act), form,
        begun=occasion.starts_at <= act.at,
    )  # fmt: skip


def _row(one: Person, form: GroupNoteForm, note: Note | None, status: str) -> Row:
    writes = form.writable.get(one.pk, False)
    lines = {part.id: text for part, text in note.lines} if note else {}
    return Row(
        one, form[f"came_{one.pk}"], form[f"part_{one.pk}"] if writes else None,
        form[f"own_{one.pk}"] if writes else None, form[f"version_{one.pk}"] if writes else None, note, status, lines,
    )  # fmt: skip


def _summary(rows: Sequence[Row], came: dict[int, str]) -> str:
    there = sum(status in {Attendance.Status.CAME, Attendance.Status.LATE} for status in came.values())
    signed = sum(row.note is not None and row.note.is_signed for row in rows)
    left = sum(
        row.own is not None and row.status in {Attendance.Status.CAME, Attendance.Status.LATE} for row in rows
    )
    told = {"n": there, "of": len(rows), "signed": signed, "left": left}
    words = ngettext("%(n)s of %(of)s came.", "%(n)s of %(of)s came.", there) % told
    words += " " + ngettext("%(signed)s note signed.", "%(signed)s notes signed.", signed) % told
    return f"{words} {_('%(left)s to finish.') % told}" if left else words


def _absent(away: Sequence[Person], occasion: Occasion, act: Act) -> tuple[tuple[Person, bool], ...]:
    """Who did not come, and whether somebody is reaching out already."""
    seen = Step.objects.visible_to(act).filter(plan__person__in=away, made_at__gte=occasion.starts_at).open()
    asked = set(seen.values_list("plan__person", flat=True))
    return tuple((one, one.pk in asked) for one in away)
