"""One worksheet as a worker reads it, and writes it with somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from handrail.clinical.practices.definition import Method, Question
from handrail.clinical.practices.shelf import UnknownMethod, method, numbered
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import CarePreferences, wishes_of
from handrail.foundation.practices.models import Sheet, SheetSignature, SheetVersion, cell_of, diary_columns
from handrail.foundation.practices.policy import may_write
from handrail.interfaces.sheet_form import Grid, Read, as_read, grid_of
from handrail.interfaces.staff.queries.practices import reads_in_full
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.words.times import day_words
from handrail.interfaces.wishes_form import topics_not_now

SIDE_BY_SIDE = 7


@dataclass(frozen=True, slots=True)
class SheetPage:
    """`version` is what stands in it; `read` what of it the reader may read; `signed` who stands by it."""

    record: Record
    asked: Method
    sheet: Sheet
    version: SheetVersion
    day: str
    read: list[Read]
    earlier: list[tuple[SheetVersion, list[Read]]]
    signed: list[SheetSignature]
    may_write: bool
    grid: Grid | None

    @property
    def may_sign(self) -> bool:
        """Whether the reader may stand by this version and has not."""
        mine = any(one.signed_by == self.record.act.actor for one in self.signed)
        return self.asked.kind == "plan" and self.may_write and not mine


def sheet_of(person_id: int, sheet_id: int, act: Act) -> SheetPage:
    """Refused is absent: where the reader sees only that one was written, there is no page."""
    found = Sheet.objects.visible_to(act).filter(person=person_id, pk=sheet_id).first()
    if found is None:
        raise Http404
    record = record_of(person_id, act, cell_of(found.method))
    if found.method not in reads_in_full(record):
        raise Http404
    asked, hidden = method(found.method), hidden_from_others(record, found.method)
    versions = list(found.versions.select_related("written_by").order_by("-version"))
    return SheetPage(
        record, asked, found, versions[0], day_words(found.day, record.today),
        as_read(asked, versions[0].told, hidden),
        [(one, as_read(asked, one.told, hidden)) for one in versions[1:]],
        list(versions[0].signatures.select_related("signed_by").order_by("signed_at", "pk")),
        may_write(record.act, record.person, asked.id).allowed,
        _side_by_side(record, asked, hidden),
    )  # fmt: skip


def _side_by_side(record: Record, asked: Method, hidden: frozenset[str]) -> Grid | None:
    """The latest sheets of this method, oldest first: rulers over time, a week of day cards."""
    if asked.kind == "plan":
        return None
    latest = Sheet.objects.of(record.person).filter(method=asked.id).newest_first()[:SIDE_BY_SIDE]
    days = [(day_words(one.day, record.today), one.newest.told) for one in reversed(latest)]
    return grid_of(asked, days, hidden)


def hidden_from_others(record: Record, name: str) -> frozenset[str]:
    """The columns of the day card that only the person reads."""
    return diary_columns(record.person)[1] if method(name).kind == "diary" else frozenset()


def writing_with(person_id: int, number: int, act: Act) -> tuple[Record, Method]:
    """A blank worksheet to write with somebody. Refused is absent."""
    try:
        asked = numbered(number)
    except UnknownMethod as unknown:
        raise Http404 from unknown
    record = record_of(person_id, act)
    if not asked.questions or not may_write(act, record.person, asked.id).allowed:
        raise Http404
    return record, asked


def questions_with(record: Record, asked: Method) -> tuple[Question, ...]:
    """What this person is asked when somebody writes with them: never what only they read."""
    wanted = CarePreferences.objects.filter(person=record.person).first()
    goal = wanted.goal if wanted else CarePreferences.Goal.UNDECIDED
    found = asked.questions_for(goal=goal, not_now=topics_not_now(wishes_of(record.person)), team=True)
    columns, mine = diary_columns(record.person) if asked.kind == "diary" else (None, frozenset())
    return tuple(one for one in found if one.id not in mine and (columns is None or one.id in columns))
