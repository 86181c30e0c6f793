"""The days under the measure: a thin line a question, open where nothing was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from django.template.defaultfilters import floatformat
from django.utils.safestring import SafeString

from handrail.ui.charts import River, Strip
from handrail.ui.drawing.spark import Place, runs
from handrail.ui.drawing.svg import element, join, polyline

#: The room of one strip and the space before it.
ROOM, SPACE = 30, 14


class Plane(Protocol):
    """Turns days into places."""

    @property
    def river(self) -> River: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...

    def x(self, on: date) -> float: ...


def strips_depth(river: River) -> float:
    """How much room all strips take."""
    return (ROOM + SPACE) * len(river.strips)


def draw_strips(plane: Plane) -> SafeString:
    """Every strip, one under the other."""
    return join(_strip(plane, strip, index) for index, strip in enumerate(plane.river.strips))


def _strip(plane: Plane, strip: Strip, index: int) -> SafeString:
    base = plane.bottom + (ROOM + SPACE) * (index + 1)
    places = _places(plane, strip, base)
    last = max((day for day in strip.days if plane.river.holds(day)), default=None)
    return element(
        "g",
        element("line", class_="base", x1=plane.left, x2=plane.right, y1=base, y2=base),
        element("text", strip.label, x=plane.left - 12, y=base - ROOM / 2 + 5, text_anchor="end"),
        _marked([place for place in places if place])
        if strip.joined
        else join(_run(run) for run in runs(places)),
        element("text", floatformat(strip.days[last], "-1"), x=plane.right + 12, y=base - ROOM / 2 + 5)
        if last
        else "",
        class_="daily",
    )


def _places(plane: Plane, strip: Strip, base: float) -> list[Place | None]:
    span = (strip.high - strip.low) or 1
    days = (plane.river.end - plane.river.start).days + 1
    found: list[Place | None] = []
    for ahead in range(days):
        on = plane.river.start + timedelta(days=ahead)
        value = strip.days.get(on)
        if value is None:
            found.append(None)
            continue
        held = min(max(value, strip.low), strip.high)
        found.append((plane.x(on), base - (held - strip.low) / span * ROOM))
    return found


def _marked(places: list[Place]) -> SafeString:
    marks = [element("circle", class_="dot", cx=x, cy=y, r=2.4) for x, y in places]
    return join([polyline(places, "line") if len(places) > 1 else "", *marks])


def _run(run: list[Place]) -> SafeString:
    if len(run) == 1:
        return element("circle", class_="dot", cx=run[0][0], cy=run[0][1], r=1.6)
    return polyline(run, "line")
