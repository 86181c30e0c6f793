"""The measure in the river: its line, its points, its values, its name at the end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from django.template.defaultfilters import floatformat
from django.utils.safestring import SafeString

from handrail.ui.charts import Point, River
from handrail.ui.drawing.labels import labeled
from handrail.ui.drawing.svg import element, join, polyline
from handrail.ui.short_days import short_day


class Plane(Protocol):
    """Turns days and values into places."""

    @property
    def river(self) -> River: ...
    @property
    def right(self) -> float: ...

    def x(self, on: date) -> float: ...
    def y(self, value: float) -> float: ...


def draw_measure(plane: Plane) -> SafeString:
    """Lines between neighbors, a ring a result, and figures. Nothing at all without results."""
    answered = plane.river.answered
    if not answered:
        return join([])
    lines = [polyline([_place(plane, p) for p in run], "line") for run in joined(plane.river) if len(run) > 1]
    return join([*lines, *_rings(plane, answered), _name(plane, answered[-1])])


def figure_of(point: Point) -> str:
    """The value as it is printed: no trailing zeros, in the reader's own notation."""
    return floatformat(_value(point), "-2")


def end_words(river: River) -> str:
    """The name at the end of the line with the latest value: "PHQ-9: 9"."""
    answered = river.answered
    return f"{river.name}: {figure_of(answered[-1])}" if answered else ""


def joined(river: River) -> list[list[Point]]:
    """Runs of results that may be joined: never across a missing one, nor across too long a silence."""
    shown = river.shown
    found = [shown[:1]]
    for before, point in pairwise(shown):
        if point.value is None or before.value is None or _too_far(before, point, river.longest_gap):
            found.append([])
        found[-1].append(point)
    runs = ([point for point in run if point.value is not None] for run in found)
    return [run for run in runs if run]


def _too_far(before: Point, after: Point, longest: timedelta | None) -> bool:
    return longest is not None and after.on - before.on > longest


def _place(plane: Plane, point: Point) -> tuple[float, float]:
    return plane.x(point.on), plane.y(_value(point))


def _value(point: Point) -> float:
    if point.value is None:
        raise ValueError("A missing result has no place on the chart.")
    return point.value


def _rings(plane: Plane, answered: list[Point]) -> list[SafeString]:
    with_figure = labeled([_value(point) for point in answered])
    drawn = []
    for index, point in enumerate(answered):
        x, y = _place(plane, point)
        drawn.append(element("circle", class_="pt real" if point.real else "pt", cx=x, cy=y, r=4))
        if index in with_figure:
            anchor, shift = ("start", 8) if index == 0 and len(answered) > 1 else ("middle", 0)
            drawn.append(
                element("text", figure_of(point), class_="val", x=x + shift, y=y - 10, text_anchor=anchor)
            )
    return drawn


def _name(plane: Plane, last: Point) -> SafeString:
    x, y = plane.right + 12, plane.y(_value(last))
    return join(
        [
            element("text", end_words(plane.river), class_="end", x=x, y=y + 1),
            element("text", short_day(last.on), x=x, y=y + 17),
        ]
    )
