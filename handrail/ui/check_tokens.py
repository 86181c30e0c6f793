"""Checks the color tokens: contrast in both themes, and strand colors under color blindness.

python -m handrail.ui.check_tokens prints each pair and ends with 1 when one falls below its floor.

Floors: WCAG 2.2 (4.5:1 for text, 3:1 for parts of controls), 7:1 where we promise more.
Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0. Distances: OKLab x 100.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TOKENS = Path(__file__).resolve().parent / "static" / "ui" / "styles" / "tokens.css"
TEXT, PART, STRONG = 4.5, 3.0, 7.0
STRANDS = ("counsel", "peer", "case", "crisis")
STRAND_FLOOR = 7.0  # shapes and words carry the rest
PAIRS: list[tuple[float, str, str]] = [
    *[(STRONG, "ink", on) for on in ("surface", "paper", "lamp-wash", "sky", "attend-wash", "band-4")],
    *[(TEXT, "ink-soft", on) for on in ("surface", "paper", "sunken", "lamp-wash", "sky")],
    *[(TEXT, "ink-faint", on) for on in ("surface", "paper", "sunken")],
    *[(TEXT, "spruce", on) for on in ("surface", "paper", "spruce-wash")],
    *[(TEXT, "on-spruce", on) for on in ("spruce", "spruce-press")],
    *[(TEXT, "link", on) for on in ("surface", "paper")],
    *[(TEXT, "on-lamp", on) for on in ("lamp", "lamp-press")],
    *[(TEXT, "lamp-ink", on) for on in ("surface", "lamp-wash")],
    *[(PART, part, "surface") for part in ("edge", "water-4")],
    (PART, "edge", "paper"),
    *[(TEXT, s, on) for s in (*STRANDS, "self") for on in ("surface", "paper", f"{s}-wash")],
    *[(TEXT, s, on) for s in ("signal", "attend", "steady") for on in ("surface", f"{s}-wash")],
    (STRONG, "on-night", "night"),
    (TEXT, "on-night-soft", "night"),
    (PART, "lamp", "night"),
]
Matrix = tuple[tuple[float, float, float], ...]
SIGHT: dict[str, Matrix | None] = {
    "typical": None,
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two #rrggbb colors, from 1 to 21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (_linear(one), _linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    """How far apart two colors look to the given sight, in OKLab x 100."""
    return 100 * math.dist(_seen(one, SIGHT[sight]), _seen(other, SIGHT[sight]))


def themes(css: str) -> dict[str, dict[str, str]]:
    """The color tokens of both surfaces in each theme, by name without the dashes."""
    light = {**_cut(css, ":root {", "/* Person surface"), **_cut(css, '[data-surface="team"] {', "/* Dark:")}
    dark = {**light, **_cut(css, ':root[data-theme="dark"] {', ':root[data-theme="light"] {')}
    return {"light": light, "dark": dark}


def findings(css: str) -> Iterator[tuple[str, bool]]:
    """Each pair in words, with whether it holds."""
    for theme, tokens in themes(css).items():
        for floor, ink, ground in PAIRS:
            ratio = contrast(tokens[ink], tokens[ground])
            yield f"{theme:6}{ink:15}on {ground:14}{ratio:6.2f}  floor {floor}", ratio >= floor
        for sight in SIGHT:
            near, a, b = min(
                (distance(tokens[a], tokens[b], sight), a, b) for a, b in itertools.combinations(STRANDS, 2)
            )
            yield f"{theme:6}{sight:8} closest strands {a} and {b}: {near:.1f}", near >= STRAND_FLOOR


def _cut(css: str, start: str, end: str) -> dict[str, str]:
    begin = css.index(start)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css[begin : css.index(end, begin)]))


def _linear(color: str) -> list[float]:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _seen(color: str, matrix: Matrix | None) -> tuple[float, float, float]:
    rgb = _linear(color)
    if matrix:
        rgb = [max(0.0, min(1.0, sum(k * c for k, c in zip(row, rgb, strict=True)))) for row in matrix]
    return _oklab(*rgb)


def _oklab(r: float, g: float, b: float) -> tuple[float, float, float]:
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def main() -> int:
    """Prints every finding; 1 when one of them does not hold."""
    results = list(findings(TOKENS.read_text(encoding="utf-8")))
    for words, holds in results:
        print(words if holds else f"{words}  <-- below its floor")
    return 0 if all(holds for _, holds in results) else 1


if __name__ == "__main__":
    sys.exit(main())
