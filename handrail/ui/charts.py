"""What a chart is told. Every number, band, word and title comes in as an argument.

A river: contacts by strand flow above one measure, on one time axis.

    River(
        key="phq9",
        title="PHQ-9 and contacts, August to November",
        description="PHQ-9 falls from 19 in August to 9 in November. …",
        name="PHQ-9",
        start=date(2026, 8, 12), end=date(2026, 11, 20),
        low=0, high=27,
        bands=[Band(0, 4, "Minimal"), Band(5, 9, "Mild"), …],
        points=[Point(date(2026, 8, 12), 19, "Started"), …],
        lanes=[Lane("counsel", "Counseling", [date(2026, 8, 14), …]), …],
        events=[Event(date(2026, 9, 11), "Moved to Rosa's"), …],
    )
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True)
class Band:
    """A named range of the measure, both ends included, as its source publishes it."""

    low: float
    high: float
    word: str


@dataclass(frozen=True)
class Point:
    """One result. `value` None means asked and not answered: the line breaks there. `real`: a change beyond chance."""

    on: date
    value: float | None
    note: str = ""
    real: bool = False

    def __post_init__(self) -> None:
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"A chart cannot draw {self.value!r}; leave the value out instead.")


@dataclass(frozen=True)
class Lane:
    """One strand and the days something of it happened. `strand` is a key of drawing.marks.STRANDS."""

    strand: str
    label: str
    on: Sequence[date] = ()


@dataclass(frozen=True)
class Strip:
    """One question of every day, drawn under the measure on the same days. A day that is not there is a gap.

    `joined`: it is asked now and then, so each answer is marked and joined to the next.
    """

    label: str
    low: float
    high: float
    days: Mapping[date, float]
    joined: bool = False


@dataclass(frozen=True)
class Event:
    """Something that happened in the person's life. `strand` colors the line; "" leaves it plain."""

    on: date
    label: str
    strand: str = ""


@dataclass(frozen=True)
class TableRow:
    """One line of the table: a result (`asked`; value None means not answered) or an event."""

    on: date
    value: float | None
    word: str
    note: str
    asked: bool


@dataclass(frozen=True)
class LaneSum:
    """What the table says of one lane: how many contacts are shown, and on which days, the latest first."""

    strand: str
    label: str
    count: int
    on: Sequence[date]


@dataclass(frozen=True)
class River:
    """Contacts by strand above one measure, and strips of days below it.

    `key` is unique on the page (letters, digits, hyphens). `low` and `high` are the ends of the
    Results further apart than `longest_gap` are not joined; None joins all that have a value.
    Contacts, results and events outside `start`..`end` are not drawn.
    """

    key: str
    title: str
    description: str
    name: str
    start: date
    end: date
    low: float
    high: float
    bands: Sequence[Band] = ()
    points: Sequence[Point] = ()
    lanes: Sequence[Lane] = ()
    events: Sequence[Event] = ()
    strips: Sequence[Strip] = ()
    finding: str = ""
    explanation: str = ""
    longest_gap: timedelta | None = None

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"A chart cannot end ({self.end}) before it starts ({self.start}).")
        if not self.low < self.high:
            raise ValueError(f"A scale needs a low end under its high end, not {self.low} to {self.high}.")

    @property
    def shown(self) -> list[Point]:
        """The points inside the window, oldest first."""
        return sorted((p for p in self.points if self.holds(p.on)), key=lambda p: p.on)

    @property
    def answered(self) -> list[Point]:
        """The shown points that have a value."""
        return [point for point in self.shown if point.value is not None]

    @property
    def table(self) -> list[TableRow]:
        """Results and events in one order of days: the chart again, in words."""
        results = [TableRow(p.on, p.value, self._word(p), p.note, True) for p in self.shown]
        events = [TableRow(e.on, None, "", e.label, False) for e in self.events if self.holds(e.on)]
        return sorted([*results, *events], key=lambda row: row.on)

    @property
    def contacts(self) -> list[LaneSum]:
        """How many contacts each lane shows and when the latest was."""
        kept = [(lane, [on for on in lane.on if self.holds(on)]) for lane in self.lanes]
        return [LaneSum(lane.strand, lane.label, len(on), sorted(on, reverse=True)) for lane, on in kept]

    @property
    def measured(self) -> bool:
        """Whether there is a measure to draw at all, with results or without."""
        return bool(self.bands or self.points)

    @property
    def daily(self) -> bool:
        """Whether the strips are of every day: many rows, which paper shows as lines alone."""
        return any(not strip.joined for strip in self.strips)

    @property
    def days(self) -> list[tuple[date, list[float | None]]]:
        """The strips again, as a table: a row a day with an answer, the latest first."""
        told = sorted({day for strip in self.strips for day in strip.days if self.holds(day)}, reverse=True)
        return [(day, [strip.days.get(day) for strip in self.strips]) for day in told]

    def holds(self, on: date) -> bool:
        """Whether a day is inside the window."""
        return self.start <= on <= self.end

    def _word(self, point: Point) -> str:
        return "" if point.value is None else self.word_for(point.value)

    def word_for(self, value: float) -> str:
        """The name of the band a value falls in, "" when there is none."""
        for (_, top), band in zip(self.band_edges(), self.bands, strict=True):
            if value <= top:
                return band.word
        return ""

    def band_edges(self) -> list[tuple[float, float]]:
        """Where each band is drawn from and to: half way between the published whole numbers."""
        if not self.bands:
            return []
        inner = [(lower.high + upper.low) / 2 for lower, upper in pairwise(self.bands)]
        return list(pairwise([self.low, *inner, self.high]))


@dataclass(frozen=True)
class Spark:
    """A strip of days, oldest first. None is a day without an entry: a gap, never a zero.

    `label` says in words what the strip shows; `caption` stands under it.
    """

    values: Sequence[float | None]
    low: float
    high: float
    label: str
    caption: str = ""
