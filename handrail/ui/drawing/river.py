"""One river: contacts by strand flow above one measure, and the days under it, on one time axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.template.defaultfilters import floatformat
from django.utils.safestring import SafeString

from handrail.ui.charts import Event, River
from handrail.ui.drawing.labels import event_rows, gutter
from handrail.ui.drawing.marks import STRANDS
from handrail.ui.drawing.measure import draw_measure, end_words
from handrail.ui.drawing.strips import draw_strips, strips_depth
from handrail.ui.drawing.svg import element, join
from handrail.ui.short_days import short_day, short_month

LANE, TOP, LABEL_ROW = 25, 8, 18


@dataclass(frozen=True)
class Frame:
    """Where everything goes, in units of the picture. The river is drawn between left and right."""

    river: River
    width: int = 760
    depth: int = 186
    event_rows: int = 1

    @cached_property
    def left(self) -> float:
        words = [lane.label for lane in self.river.lanes] + [band.word for band in self.river.bands]
        words += [strip.label for strip in self.river.strips]
        return gutter(words, least=112)

    @cached_property
    def right(self) -> float:
        return self.width - gutter([end_words(self.river)], least=92)

    @property
    def lanes_end(self) -> float:
        return TOP + LANE * len(self.river.lanes)

    @property
    def top(self) -> float:
        return self.lanes_end + 16 + LABEL_ROW * self.event_rows

    @property
    def bottom(self) -> float:
        return self.top + (self.depth if self.river.measured else 0)

    @property
    def foot(self) -> float:
        """Under everything; days are named there."""
        return self.bottom + strips_depth(self.river)

    def x(self, on: date) -> float:
        days = max(1, (self.river.end - self.river.start).days)
        return self.left + (on - self.river.start).days / days * (self.right - self.left)

    def y(self, value: float) -> float:
        held = min(max(value, self.river.low), self.river.high)
        return self.bottom - (held - self.river.low) / (self.river.high - self.river.low) * self.depth


def draw_river(river: River) -> SafeString:
    """The chart as one SVG with title and description; its table is a separate component."""
    bare = Frame(river)
    events = [event for event in river.events if river.holds(event.on)]
    rows = event_rows([(bare.x(event.on), event.label) for event in events], bare.right)
    frame = Frame(river, event_rows=max([row for row, _ in rows], default=0) + 1)
    title, description = f"{river.key}-title", f"{river.key}-description"
    return element(
        "svg",
        element("title", river.title, id=title),
        element("desc", river.description, id=description),
        _bands(frame),
        _ticks(frame),
        _lanes(frame),
        join(_event(frame, event, place) for event, place in zip(events, rows, strict=True)),
        draw_measure(frame),
        draw_strips(frame),
        class_="chart river",
        viewBox=f"0 0 {frame.width} {frame.foot + 30:.0f}",
        role="img",
        aria_labelledby=f"{title} {description}",
    )


def _bands(frame: Frame) -> SafeString:
    if frame.river.measured and not frame.river.bands:
        return _ends(frame)
    drawn: list[str] = []
    for index, (band, (low, high)) in enumerate(
        zip(frame.river.bands, frame.river.band_edges(), strict=True)
    ):
        top, bottom = frame.y(high), frame.y(low)
        width = frame.right - frame.left
        shade = f"band band-{min(index, 4)}"
        drawn += [
            element("rect", class_=shade, x=frame.left, y=top, width=width, height=bottom - top),
            element("text", band.word, x=frame.left - 12, y=(top + bottom) / 2 + 4, text_anchor="end"),
        ]
    return join(drawn)


def _ends(frame: Frame) -> SafeString:
    """Where no ranges are published: from where to where it goes."""
    ends = [(frame.river.high, frame.top), (frame.river.low, frame.bottom)]
    return join(
        join([
            element("line", class_="tick", x1=frame.left, x2=frame.right, y1=y, y2=y),
            element("text", floatformat(value, "-2"), x=frame.left - 12, y=y + 4, text_anchor="end"),
        ])
        for value, y in ends
    )  # fmt: skip


def _ticks(frame: Frame) -> SafeString:
    drawn: list[str] = []
    for on, label in _months(frame):
        x = frame.x(on)
        drawn += [
            element("line", class_="tick", x1=x, x2=x, y1=TOP, y2=frame.foot),
            element("text", label, x=x + 5, y=frame.foot + 20),
        ]
    return join(drawn)


def _months(frame: Frame) -> list[tuple[date, str]]:
    """The first day with its date, then each month that has room for its name."""
    ticks = [(frame.river.start, short_day(frame.river.start))]
    on = frame.river.start
    while (on := (on.replace(day=1) + timedelta(days=32)).replace(day=1)) <= frame.river.end:
        if frame.x(on) - frame.x(ticks[-1][0]) >= 48 and frame.x(on) < frame.right - 20:
            ticks.append((on, short_month(on, year=on.month == 1)))
    return ticks


def _lanes(frame: Frame) -> SafeString:
    drawn = []
    for index, lane in enumerate(frame.river.lanes):
        y = TOP + LANE * (index + 0.5)
        marks = [STRANDS[lane.strand](frame.x(on), y, 4.6) for on in lane.on if frame.river.holds(on)]
        word = element(
            "text", lane.label, class_="lane-word", x=frame.left - 12, y=y + 4.5, text_anchor="end"
        )
        flow = element("line", class_="flow", x1=frame.left, x2=frame.right, y1=y, y2=y)
        drawn.append(element("g", flow, word, *marks, class_=f"lane m-{lane.strand}"))
    return join(drawn)


def _event(frame: Frame, event: Event, place: tuple[int, bool]) -> SafeString:
    (row, before), x = place, frame.x(event.on)
    line = f"event event-{event.strand}" if event.strand else "event"
    return join(
        [
            element("line", class_=line, x1=x, x2=x, y1=frame.lanes_end + 6, y2=frame.foot),
            element(
                "text",
                event.label,
                class_="event-word",
                x=x - 6 if before else x + 6,
                y=frame.lanes_end + 20 + LABEL_ROW * row,
                text_anchor="end" if before else None,
            ),
        ]
    )
