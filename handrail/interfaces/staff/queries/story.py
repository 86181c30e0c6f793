"""The story page of one person: the chart, what happened, what is next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date

from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.journey.folding import Line, lines_of
from handrail.continuum.journey.moment import Moment
from handrail.continuum.journey.queries import RESOURCES, timeline
from handrail.continuum.journey.strands import ORDER, words_of
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Goal, Priority, Step
from handrail.interfaces.staff.queries.around import Around
from handrail.interfaces.staff.queries.glance import UnderWay, under_way
from handrail.interfaces.staff.queries.hints import HintCard, hints_of
from handrail.interfaces.staff.queries.items import asks_about, item_of, just_told
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.rows import Opened, Row, row_of
from handrail.interfaces.staff.queries.scales import Scale, story_scales
from handrail.interfaces.staff.queries.worksheets import Worksheet, to_write_with
from handrail.interfaces.staff.wanted import Chosen
from handrail.interfaces.staff.words.times import by_day, clock, day_words, when
from handrail.interfaces.staff.words.told import FRESH, Told, told_of_step
from handrail.ui.charts import River

#: So many lines a page, from at most so many moments: several may stand in one line.
LINES, MOMENTS = 30, 60


@dataclass(frozen=True, slots=True)
class Todo:
    """One step: what, whose, by when, and what can be done with it here."""

    key: str
    number: int
    title: str
    why: str
    strand: str
    owner: str
    due: str
    soon: bool
    status: str
    outcome: str
    done: bool
    ended: bool
    may_work: bool
    told: Told | None
    opened: Opened | None
    worksheet: Worksheet | None = None
    priority: int = Priority.NEXT


@dataclass(frozen=True, slots=True)
class Story:
    """Everything of the story page."""

    record: Record
    river: River | None
    other_scales: list[Scale]
    lines: list[tuple[Line, str, list[tuple[Moment, str]]]]
    strands: list[dict[str, object]]
    earlier: str
    asked: list[Row]
    hints: list[HintCard]
    steps: list[Todo]
    goals: list[Goal]
    referrals: list[UnderWay]
    settled: str
    told: str

    @property
    def tabs(self) -> list[dict[str, object]]:
        """The pages of this record."""
        return self.record.tabs("person")

    @property
    def sees_plan(self) -> bool:
        """Whether the reader may see the plan."""
        return self.record.may("care_plan")

    @property
    def may_adjust(self) -> bool:
        """Whether the reader may change the plan because of what is open."""
        return self.record.may("care_plan", "write")

    @property
    def sees_measures(self) -> bool:
        """Whether the reader may see scale results."""
        return self.record.may("measures")

    @property
    def sees_checkins(self) -> bool:
        """Whether the reader may see check-ins."""
        return self.record.may("checkins")


def story_of(person_id: int, chosen: Chosen, act: Act, opened: Opened | None = None) -> Story:
    """One person's story, as far as the reader may see."""
    record = record_of(
        person_id, act, "checkins", "measures", "care_plan", "referrals", asking=RESOURCES, critical=True
    )
    river, others = story_scales(record, chosen.scale)
    moments = timeline(
        record.person, act=act, strand=chosen.strand or None, before=chosen.before, limit=MOMENTS + 1,
        opens=_told_to(record),
    )  # fmt: skip
    lines, told = lines_of(moments[:MOMENTS], record.now.tzinfo or UTC, LINES)
    return Story(
        record=record,
        river=river,
        other_scales=others,
        lines=[_line(one, record) for one in lines],
        strands=_strands(record, chosen),
        earlier=_earlier(record, chosen, moments[told - 1]) if told < len(moments) else "",
        asked=_asked(record, chosen, opened),
        hints=hints_of(record, opened),
        steps=_next_steps(record, chosen, opened),
        goals=goals_of(record),
        referrals=under_way(record.person, act) if record.may("referrals") else [],
        settled=_settled(record, chosen),
        told=chosen.told,
    )


def _told_to(record: Record) -> frozenset[str]:
    """Of which resources the story tells. Who somebody is, read in part, is no story of programs and teams."""
    opened = frozenset(one for one in RESOURCES if record.may(one))
    return opened - {"demographics"} if record.in_part else opened


def goals_of(record: Record) -> list[Goal]:
    """What the person is working toward, what comes first at the top."""
    if not record.may("care_plan"):
        return []
    return list(Goal.objects.of(record.person).active().first_things_first())


def todo_of(step: Step, record: Record, told: str = "", opened: Opened | None = None) -> Todo:
    """One step in words. Why a proposal was made is told only to whoever may read what was found."""
    key = f"s{step.pk}"
    whose = step.responsible.preferred_name if step.responsible else step.partner
    mine = record.act.actor is not None and step.responsible_id == record.act.actor.pk
    return Todo(
        key=key, number=step.pk, title=step.title, why=step.why if record.tells_why(step) else "", strand=step.strand, owner=whose,
        due=by_day(step.due_on, record.today), soon=_soon(step, record.today, mine=mine),
        status=str(step.get_status_display()), outcome=step.outcome, done=step.status == Step.Status.DONE,
        ended=step.ended_at is not None, may_work=record.may("care_plan", "write"),
        told=told_of_step(step, record.act) if told == key else None,
        opened=opened if opened is not None and opened.key == key else None, priority=step.priority,
    )  # fmt: skip


def _soon(step: Step, today: date, *, mine: bool) -> bool:
    """Due today or before, to its owner: it is no color on the person."""
    return mine and step.ended_at is None and step.due_on is not None and step.due_on <= today


def _next_steps(record: Record, chosen: Chosen, opened: Opened | None) -> list[Todo]:
    if not record.may("care_plan"):
        return []
    open_ones = [one for one in record.glance.steps if one.ended_at is None]
    told = int(chosen.told[1:]) if chosen.told.startswith("s") else None
    ended = Step.objects.of(record.person).filter(ended_at__isnull=False).select_related("responsible")
    just = list(ended.filter(pk=told)) if told is not None else []
    todos = [todo_of(step, record, chosen.told, opened) for step in [*just, *open_ones]]
    shown = [todo for todo in todos if todo.told or not todo.ended]
    return with_worksheets(shown, open_ones, record)


def with_worksheets(todos: list[Todo], steps: list[Step], record: Record) -> list[Todo]:
    """The same with the worksheet each open one is done with, where there is one."""
    proposed = [one.pk for one in steps if one.origin == Step.Origin.PROPOSAL and one.ended_at is None]
    links = to_write_with(proposed, record.person, record.act)
    return [replace(todo, worksheet=links.get(todo.number)) for todo in todos]


def _asked(record: Record, chosen: Chosen, opened: Opened | None) -> list[Row]:
    if not record.may("care_plan"):
        return []
    items = asks_about(record.person, record.act)
    told = just_told(record.act, chosen.told) if chosen.told.startswith("p") else None
    kept = item_of(record.act, opened.key) if opened is not None and opened.key.startswith("p") else None
    for one in (told, kept):
        if one is not None and one.person == record.person and one.key not in {item.key for item in items}:
            items.insert(0, one)
    sight = {
        "checkins": record.opened["checkins", "read"],
        "measures": record.opened["measures", "read"],
        "safe_contact": frozenset[int](),
        "appointments": frozenset[int](),
    }
    seen = Around(sight, {}, {}, {})
    return [row_of(item, seen, record.act, opened) for item in items]


def _settled(record: Record, chosen: Chosen) -> str:
    """What a concern turned out to be, for whoever just said so."""
    if not (chosen.told.startswith("c") and record.may("checkins")):
        return ""
    closed = Concern.objects.filter(
        pk=int(chosen.told[1:]), person=record.person, closed_at__gte=record.act.at - FRESH
    )
    found = closed.select_related("closed_by").first()
    if found is None:
        return ""
    return _("%(who)s said: %(outcome)s.") % {
        "who": found.closed_by or "",
        "outcome": found.get_outcome_display(),
    }


def _strands(record: Record, chosen: Chosen) -> list[dict[str, object]]:
    page = reverse("staff:person", args=[record.person.pk])
    every = [("", "")] + [(strand, words_of(strand, record.person)) for strand in ORDER]
    return [
        {
            "strand": strand,
            "word": word,
            "href": f"{page}?strand={strand}#story" if strand else f"{page}#story",
            "current": strand == chosen.strand,
        }
        for strand, word in every
    ]


def _earlier(record: Record, chosen: Chosen, last: Moment) -> str:
    page = reverse("staff:person", args=[record.person.pk])
    strand = f"strand={chosen.strand}&" if chosen.strand else ""
    return f"{page}?{strand}before={last.entry_id}#story"


def _line(line: Line, record: Record) -> tuple[Line, str, list[tuple[Moment, str]]]:
    inside = [(one, _precisely(one, record)) for one in line.inside]
    return line, when(line.moment.at.astimezone(record.now.tzinfo), record.now), inside


def _precisely(moment: Moment, record: Record) -> str:
    at = moment.at.astimezone(record.now.tzinfo)
    return f"{day_words(at.date(), record.today)}, {clock(at)}"
