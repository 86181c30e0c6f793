"""The strip of days beside a name on the board."""

from __future__ import annotations

from django.utils.safestring import SafeString

from handrail.ui.charts import Spark
from handrail.ui.drawing.svg import element, join, polyline

WIDTH, HEIGHT, EDGE = 132, 34, 4
Place = tuple[float, float]


def draw_spark(spark: Spark) -> SafeString:
    """The strip as SVG with its label in words. A strip without entries is a bare base line."""
    places = _places(spark)
    last = next((place for place in reversed(places) if place), None)
    base = HEIGHT - EDGE - 0.5
    return element(
        "svg",
        element("line", class_="base", x1=EDGE, x2=WIDTH - EDGE, y1=base, y2=base),
        join(_run(run) for run in runs(places)),
        element("circle", class_="last", cx=last[0], cy=last[1], r=3) if last else "",
        class_="spark",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=spark.label,
    )


def runs(places: list[Place | None]) -> list[list[Place]]:
    """Neighbors that may be joined: a None ends one run and begins the next."""
    found: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return [run for run in found if run]


def _places(spark: Spark) -> list[Place | None]:
    step = (WIDTH - 2 * EDGE) / max(1, len(spark.values) - 1)
    span = (spark.high - spark.low) or 1
    room = HEIGHT - 10

    def place(index: int, value: float | None) -> Place | None:
        if value is None:
            return None
        held = min(max(value, spark.low), spark.high)
        return EDGE + index * step, HEIGHT - 5 - (held - spark.low) / span * room

    return [place(index, value) for index, value in enumerate(spark.values)]


def _run(run: list[Place]) -> SafeString:
    if len(run) == 1:
        return element("circle", class_="dot", cx=run[0][0], cy=run[0][1], r=1.6)
    return polyline(run, "line")
