"""The icons we serve: one SVG file each, inlined where they are named."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from handrail.ui.drawing.svg import element

ICONS = Path(__file__).resolve().parent / "static" / "ui" / "icons"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoSuchIcon(LookupError):
    """A template names an icon that is not in static/ui/icons."""


def draw_icon(name: str, weight: str = "regular", extra: str = "") -> SafeString:
    """A decorative icon: the words beside it carry the meaning. `extra` adds class names.

    Raises NoSuchIcon when static/ui/icons has no <name>.svg (or <name>-<weight>.svg).
    """
    return element(
        "svg",
        _drawing(name if weight == "regular" else f"{name}-{weight}"),
        class_=f"i {extra}".strip(),
        viewBox="0 0 256 256",
        aria_hidden="true",
        focusable="false",
    )


@lru_cache(maxsize=256)
def _drawing(file: str) -> SafeString:
    path = ICONS / f"{file}.svg"
    if not NAME.fullmatch(file) or not path.is_file():
        raise NoSuchIcon(f"There is no icon {file!r} in static/ui/icons.")
    inner = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.S)
    if inner is None:
        raise NoSuchIcon(f"{path.name} is not an SVG file.")
    return mark_safe(inner.group(1))  # noqa: S308
