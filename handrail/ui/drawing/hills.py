"""How it felt, week by week, as hills: no scale, no number, no goal line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from handrail.ui.drawing.svg import element, join, number

WIDTH, HEIGHT, TOP, WORDS = 400, 190, 24, 28
Place = tuple[float, float]


@dataclass(frozen=True)
class Hills:
    """`values` a week each, None where nothing was told; `words` stand below at a share (0 to 1) of the width."""

    values: Sequence[float | None]
    low: float
    high: float
    label: str
    words: Sequence[tuple[float, str]] = ()


def draw_hills(hills: Hills) -> SafeString:
    """The picture as SVG with its label; a table beside it says the same."""
    places = _places(hills)
    line = _curve(places)
    ground = f"{line} L {WIDTH} {HEIGHT} L 0 {HEIGHT} Z"
    x, y = places[-1]
    return element(
        "svg",
        element("path", class_="ground", d=ground),
        element("path", class_="ridge", d=line),
        element("circle", class_="halo", cx=x - 10, cy=y, r=13),
        element("circle", class_="here", cx=x - 10, cy=y, r=6),
        join(_word(share, word) for share, word in hills.words),
        class_="hills", viewBox=f"0 0 {WIDTH} {HEIGHT + WORDS}", role="img", aria_label=hills.label,
    )  # fmt: skip


def _places(hills: Hills) -> list[Place]:
    """A week without a word stays as high as the one before."""
    span, height = (hills.high - hills.low) or 1, next((v for v in hills.values if v is not None), hills.low)
    values: list[float] = []
    for value in hills.values or [None]:
        height = height if value is None else value
        values.append(min(max(height, hills.low), hills.high))
    if len(values) == 1:
        values *= 2
    step = WIDTH / (len(values) - 1)
    room = HEIGHT - TOP - 40
    return [(n * step, HEIGHT - 40 - (value - hills.low) / span * room) for n, value in enumerate(values)]


def _curve(places: Sequence[Place]) -> str:
    drawn = [f"M {number(places[0][0])} {number(places[0][1])}"]
    for (x, y), (to_x, to_y) in pairwise(places):
        half = number((x + to_x) / 2)
        drawn.append(f"C {half} {number(y)} {half} {number(to_y)} {number(to_x)} {number(to_y)}")
    return " ".join(drawn)


def _word(share: float, word: str) -> SafeString:
    anchor = "start" if share < 0.1 else "end" if share > 0.9 else "middle"
    return element("text", word, x=share * (WIDTH - 24) + 12, y=HEIGHT + 22, text_anchor=anchor)
