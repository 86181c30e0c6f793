"""Marks of the five strands, and of what is none: shape and word carry the meaning, color comes third."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.utils.safestring import SafeString

from handrail.ui.drawing.svg import element, number

Mark = Callable[[float, float, float], SafeString]


def _circle(x: float, y: float, r: float) -> SafeString:
    return element("circle", cx=x, cy=y, r=r)


def _ring(x: float, y: float, r: float) -> SafeString:
    return element("circle", class_="hollow", cx=x, cy=y, r=r - 0.5)


def _diamond(x: float, y: float, r: float) -> SafeString:
    d = number(r * 1.25)
    return element("path", d=f"M{number(x)} {number(y - r * 1.25)}l{d} {d}-{d} {d}-{d}-{d}z")


def _square(x: float, y: float, r: float) -> SafeString:
    return element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, rx=1.5)


def _triangle(x: float, y: float, r: float) -> SafeString:
    return element(
        "path",
        d=f"M{number(x)} {number(y - r * 1.2)}l{number(r * 1.25)} {number(r * 2.2)}h-{number(r * 2.5)}z",
    )


def _bar(x: float, y: float, r: float) -> SafeString:
    return element("rect", x=x - r, y=y - 1, width=2 * r, height=2, rx=1)


STRANDS: dict[str, Mark] = {
    "counsel": _circle,
    "peer": _diamond,
    "case": _square,
    "crisis": _triangle,
    "self": _ring,
    # What is nobody's work in particular.
    "other": _bar,
}


@lru_cache(maxsize=64)
def draw_marker(strand: str, size: int) -> SafeString:
    """The strand's mark as a decorative SVG of size x size pixels. KeyError for an unknown strand."""
    mark = STRANDS[strand](size / 2, size / 2, size * 0.34)
    return element(
        "svg",
        mark,
        class_=f"marker m-{strand}",
        viewBox=f"0 0 {size} {size}",
        width=size,
        height=size,
        aria_hidden="true",
        focusable="false",
    )
