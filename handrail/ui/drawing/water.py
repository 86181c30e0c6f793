"""A round glass with water in it: 1 is still, 5 is high waves. One hue, no good or bad color."""

from __future__ import annotations

import math
from functools import lru_cache

from django.utils.safestring import SafeString

from handrail.ui.drawing.svg import element, number

CENTER, RADIUS = 24.0, 21.0
# level: (height of the waves, waves across the glass, water line), in units of the 48 x 48 picture
LEVELS = {
    1: (0.3, 1.0, 31.0),
    2: (2.0, 1.1, 29.0),
    3: (3.6, 1.3, 27.0),
    4: (5.4, 1.5, 25.0),
    5: (7.4, 1.7, 23.0),
}


@lru_cache(maxsize=len(LEVELS))
def draw_water(level: int) -> SafeString:
    """The glass for a level from 1 to 5, as decorative SVG. KeyError for any other level."""
    height, waves, line = LEVELS[level]
    return element(
        "svg",
        element("circle", class_="glass", cx=CENTER, cy=CENTER, r=RADIUS),
        element("path", class_="back", d=_surface(line - 3, height, waves, 1.9)),
        element("path", class_="front", d=_surface(line, height, waves, 0.2)),
        element("circle", class_="rim", cx=CENTER, cy=CENTER, r=RADIUS),
        class_=f"water water-l{level}",
        viewBox="0 0 48 48",
        aria_hidden="true",
        focusable="false",
    )


def _surface(line: float, height: float, waves: float, phase: float) -> str:
    """The wave held inside the glass, closed along its bottom: no clip path, so no ids on the page."""
    points = []
    for step in range(29):
        x = CENTER - RADIUS + step * 1.5
        half = math.sqrt(max(0.0, RADIUS**2 - (x - CENTER) ** 2))
        y = line + height * math.sin(2 * math.pi * waves * (x - 2) / 44 + phase)
        points.append(f"{number(x)} {number(min(max(y, CENTER - half), CENTER + half))}")
    return f"M{'L'.join(points)}A21 21 0 0 1 3 24Z"
